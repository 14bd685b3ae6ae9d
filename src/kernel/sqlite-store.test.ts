import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createStore, type Database, type Store } from './sqlite-store.ts'

const first = 'CREATE TABLE note (text TEXT NOT NULL) STRICT'
const second = 'ALTER TABLE note ADD COLUMN colour TEXT'

function home() {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-store-'))
  const file = join(folder, 'notes.sqlite')
  const open = (migrations: readonly string[] = [first]) => createStore({ file, name: 'notes', migrations, busyMs: 20 })
  return { file, open, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

const note = (text: string) => (database: Database) => database.prepare('INSERT INTO note (text) VALUES (?)').run(text)
const notes = (store: Store) => store.read((database) => database.prepare('SELECT * FROM note').all())

test('what is written is read, also by who opens the file later', () => {
  using place = home()
  {
    using store = place.open()
    store.write(note('one'))
  }
  using store = place.open()
  expect(notes(store)).toEqual({ kind: 'done', value: [{ text: 'one' }] })
})

test('an older file is brought to the version of today, and keeps what it has', () => {
  using place = home()
  {
    using store = place.open()
    store.write(note('one'))
  }
  using store = place.open([first, second])
  expect(notes(store)).toEqual({ kind: 'done', value: [{ text: 'one', colour: null }] })
})

test('a file of a later version is left as it is, and works again with that version', () => {
  using place = home()
  {
    using store = place.open([first, second])
    store.write(note('one'))
  }
  {
    using old = place.open()
    expect(old.write(note('two'))).toMatchObject({ kind: 'broken', problem: 'newer' })
    expect(notes(old)).toMatchObject({ kind: 'broken', problem: 'newer' })
  }
  using store = place.open([first, second])
  expect(notes(store)).toMatchObject({ value: [{ text: 'one' }] })
})

test('a migration that fails leaves the old version whole', () => {
  using place = home()
  {
    using store = place.open()
    store.write(note('one'))
  }
  using bad = place.open([first, `${second}; CREATE TABLE note (x)`])
  expect(notes(bad)).toMatchObject({ kind: 'broken', problem: 'unknown' })
  using store = place.open()
  expect(notes(store)).toEqual({ kind: 'done', value: [{ text: 'one' }] })
})

test('a defect in the work is thrown, and leaves nothing behind', () => {
  using place = home()
  using store = place.open()
  const defect = () =>
    store.write((database) => {
      note('half')(database)
      throw new TypeError('x is not a function')
    })
  expect(defect).toThrow(TypeError)
  expect(notes(store)).toEqual({ kind: 'done', value: [] })
})

test('a file that was removed under us is begun anew, instead of being written to where nobody finds it', () => {
  using place = home()
  using store = place.open()
  store.write(note('lost'))
  rmSync(place.file)
  store.write(note('kept'))
  expect(existsSync(place.file)).toBe(true)
  expect(notes(store)).toEqual({ kind: 'done', value: [{ text: 'kept' }] })
})

test('a file that was put in place of another is used', () => {
  using place = home()
  using store = place.open()
  store.write(note('one'))
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(place.file + end)) renameSync(place.file + end, `${place.file}.old${end}`)
  }
  using other = place.open()
  other.write(note('other'))
  expect(notes(store)).toEqual({ kind: 'done', value: [{ text: 'other' }] })
})
