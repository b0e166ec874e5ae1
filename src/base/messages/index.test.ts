import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

test('no code stands in two files: the later one would take the place of the other', async () => {
  const rooms = readdirSync(import.meta.dirname).filter((name) => !/^(?:fixes|index|index\.test)\.ts$/.test(name))
  const modules = await Promise.all(rooms.map((name) => import(`./${name}`)))
  const codes = modules.flatMap((room) => Object.values(room).flatMap((messages) => Object.keys(messages as object)))
  expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([])
})
