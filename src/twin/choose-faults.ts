import type { Fault } from './fault.ts'
import { findFault, listFaults } from './fault-list.ts'

/** A fault that was asked for, with its parameters filled in. */
export type ChosenFault = { readonly fault: Fault; readonly params: Readonly<Record<string, string>> }

function readParams(fault: Fault, text: string): Readonly<Record<string, string>> {
  const known = fault.params ?? {}
  const given =
    text === ''
      ? []
      : text.split(',').map((pair): [string, string] => {
          const [key = '', value = ''] = pair.split('=', 2)
          if (key in known) return [key, value]
          const names = Object.keys(known).join(', ') || 'none'
          throw new Error(`The fault ${fault.name} has no parameter "${key}". It has: ${names}.`)
        })
  return { ...known, ...Object.fromEntries(given) }
}

/** Reads one request for a fault: `name` or `name:key=value,key=value`. Throws an Error that says what is known. */
export async function chooseFault(request: string): Promise<ChosenFault> {
  const [name = '', ...rest] = request.split(':')
  const fault = await findFault(name)
  if (fault !== undefined) return { fault, params: readParams(fault, rest.join(':')) }
  const names = (await listFaults()).map((known) => known.name).join(', ')
  throw new Error(`The twin knows no fault "${name}". It knows: ${names}.`)
}
