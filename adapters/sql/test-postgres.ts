/** PostgreSQL as the tests' department has it: an account with rights on its exchange tables and nothing else. */
import { startPostgres } from '../../test/fixtures/postgres-server.ts'
import { PASSWORD, type TestDatabase } from './test-tables.ts'

export async function openPostgres(): Promise<TestDatabase & { close(): Promise<void>; restart(): Promise<void> }> {
  const server = await startPostgres()
  await server.query(`CREATE ROLE grid LOGIN PASSWORD '${PASSWORD}'`)
  await server.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF to_jsonb(NEW) ->> TG_ARGV[0] ~ TG_ARGV[1] THEN
        RAISE EXCEPTION '%', TG_ARGV[2] USING ERRCODE = '23514', COLUMN = TG_ARGV[0];
      END IF;
      RETURN NEW;
    END $$`)
  await server.query('CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$')
  return {
    dialect: 'postgres',
    host: server.host,
    port: server.port,
    database: server.database,
    username: 'grid',
    query: server.query,
    refuse: (table, property, matches, text) =>
      `CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse('${property}', '${matches}', '${text}')`,
    swallow: (table) => `CREATE TRIGGER fault BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION swallow()`,
    heal: (table) => `DROP TRIGGER IF EXISTS fault ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
    hideRows: (table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    create: (table) => `
      CREATE TABLE ${table} (
        id bigserial PRIMARY KEY, sfzh varchar(30) NOT NULL, xm varchar(10) NOT NULL, dz text,
        nl integer, je numeric(10, 2), csrq date, zt boolean, fj json, sj timestamptz, bm char(6), dh varchar(20) UNIQUE,
        ly varchar(20), bb integer, lsh char(32) UNIQUE, cz char(1), clbz varchar(2), cwxx text, drsj timestamp DEFAULT now(),
        CONSTRAINT ${table}_key UNIQUE (sfzh), CONSTRAINT ${table}_nl CHECK (nl BETWEEN 0 AND 150));
      GRANT SELECT, INSERT, UPDATE ON ${table} TO grid; GRANT USAGE ON SEQUENCE ${table}_id_seq TO grid`,
    close: server.close,
    restart: server.restart,
  }
}
