import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { findPrograms } from './programs.ts'
import { runProgram } from './run-program.ts'
import { StackProblem } from './stack-problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, mode: number): void {
  writeFileSync(join(folder, name), '#!/bin/sh\necho "no such flag" >&2\nexit 3\n')
  chmodSync(join(folder, name), mode)
}

test('what is missing is named, with the way to get it; a file that cannot be run is missing', () => {
  program('prometheus', 0o644)
  expect(() => findPrograms(`/nowhere:${folder}`)).toThrow(StackProblem)
  expect(() => findPrograms(folder)).toThrow(/not found on the PATH: prometheus, alertmanager.*apt-get install/)
})

test('Debian has another name for Alertmanager', () => {
  program('prometheus', 0o755)
  program('prometheus-alertmanager', 0o755)
  expect(findPrograms(folder)).toEqual({
    prometheus: join(folder, 'prometheus'),
    alertmanager: join(folder, 'prometheus-alertmanager'),
  })
})

test('a program that ends before it is ready is quoted', async () => {
  program('prometheus', 0o755)
  const options = { name: 'Prometheus', args: [], variables: {}, readyUrl: 'http://127.0.0.1:1/', clock: createClock() }
  await expect(runProgram({ ...options, file: join(folder, 'prometheus') })).rejects.toThrow(
    /Prometheus ended before it was ready:\nno such flag/,
  )
})
