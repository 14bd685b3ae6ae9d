import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A broken source, by its path relative to the project. */
export type Broken = { readonly file: string; readonly source: string }

/** Asks the type checker about broken sources, in a copy of the project of its own. */
export type TypeWitness = Disposable & {
  /** Whether the types do not fit. The copy holds one broken source at a time, so calls must not overlap. */
  notices(broken: Broken): Promise<boolean>
}

/** The rooms that the judges are checked with; nothing below imports from outside of them. */
const rooms = ['kernel', 'model', 'protocol', 'judges']

/** Makes the copy below the temporary folder; it goes with the witness. Throws when the copy does not fit as it is. */
export async function createTypeWitness(root: string): Promise<TypeWitness> {
  const copy = mkdtempSync(join(tmpdir(), 'mutation-types-'))
  for (const room of rooms)
    cpSync(join(root, 'src', room), join(copy, 'src', room), { recursive: true, filter: isProduct })
  cpSync(join(root, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const config = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src'] }))
  const fits = async () => {
    const args = ['-p', copy, '--incremental', '--tsBuildInfoFile', join(copy, 'build-info')]
    const [status] = await once(spawn(join(root, 'node_modules/.bin/tsc'), args, { stdio: 'ignore' }), 'close')
    return status === 0
  }
  const witness: TypeWitness = {
    async notices({ file, source }) {
      const path = join(copy, file)
      const original = readFileSync(path, 'utf8')
      writeFileSync(path, source)
      const noticed = !(await fits())
      writeFileSync(path, original)
      return noticed
    },
    [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }),
  }
  if (await fits()) return witness
  witness[Symbol.dispose]()
  throw new Error('The judges do not pass the type checker as they are, so it cannot bear witness.')
}

function isProduct(path: string): boolean {
  return !/\.(test|builder|arbitrary)\.ts$/.test(path)
}
