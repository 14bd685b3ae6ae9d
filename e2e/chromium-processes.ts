import { readdirSync, readFileSync } from 'node:fs'

/** The variable by which the browsers of one test are told from all others on the machine: they inherit it. */
export const MARK = 'BROWSER_TEST_MARK'

/** Processes of a browser that was started under a mark. A dead one that nobody has collected yet is none. */
export function chromiumProcesses(mark: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    return Number.isInteger(pid) && isMarked(pid, mark) && isChromium(pid) ? [pid] : []
  })
}

function isMarked(pid: number, mark: string): boolean {
  return read(pid, 'environ').split('\0').includes(`${MARK}=${mark}`)
}

function isChromium(pid: number): boolean {
  return /chrom/i.test(read(pid, 'cmdline')) && !/\sZ\s/.test(read(pid, 'stat'))
}

/** Empty for a process that is gone. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** The leader of a browser's process group: the process that was started first. */
export function browserLeader(mark: string): number | undefined {
  return chromiumProcesses(mark).find((pid) => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[2]) === pid)
}

/** Resident memory of all processes of a mark, bytes; what they share counts once for each by its share. */
export function chromiumMemory(mark: string): number {
  const pss = (pid: number) => Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) * 1024
  return chromiumProcesses(mark).reduce((sum, pid) => sum + pss(pid), 0)
}

/** Processor time of all processes of a mark so far, milliseconds. */
export function chromiumCpuMs(mark: string): number {
  const ticksMs = 10
  return chromiumProcesses(mark).reduce((sum, pid) => {
    const fields = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * ticksMs
  }, 0)
}
