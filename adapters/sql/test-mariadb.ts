/** MariaDB as the tests' department has it: an account with rights on its exchange tables and nothing else. */
import { startMariadb } from '../../test/fixtures/mariadb-server.ts'
import { PASSWORD, type TestDatabase } from './test-tables.ts'

export async function openMariadb(): Promise<TestDatabase & { close(): Promise<void> }> {
  const server = await startMariadb()
  await server.query(`CREATE USER grid IDENTIFIED BY '${PASSWORD}'; GRANT SELECT, INSERT, UPDATE ON exchange.* TO grid`)
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
  return {
    dialect: 'mysql',
    host: server.host,
    port: server.port,
    database: server.database,
    username: 'grid',
    query: server.query,
    refuse: (table, property, matches, text) =>
      ['INSERT', 'UPDATE']
        .map(
          (event) => `CREATE TRIGGER ${table}_${event} BEFORE ${event} ON ${table} FOR EACH ROW
            IF NEW.${property} REGEXP ${quoted(matches)} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ${quoted(text)}; END IF`,
        )
        .join('; '),
    heal: (table) => `DROP TRIGGER IF EXISTS ${table}_INSERT; DROP TRIGGER IF EXISTS ${table}_UPDATE`,
    create: (table) => `
      CREATE TABLE ${table} (
        id bigint PRIMARY KEY AUTO_INCREMENT, sfzh varchar(30) NOT NULL, xm varchar(10) NOT NULL, dz text,
        nl int, je decimal(10, 2), csrq date, zt boolean, fj json, sj datetime, bm char(6), dh varchar(20) UNIQUE,
        ly varchar(20), bb int, lsh char(32) UNIQUE, cz char(1), clbz varchar(2), cwxx text, drsj timestamp DEFAULT now(),
        CONSTRAINT ${table}_key UNIQUE (sfzh), CONSTRAINT ${table}_nl CHECK (nl BETWEEN 0 AND 150))`,
    close: server.close,
  }
}
