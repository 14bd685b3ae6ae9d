import { count } from './count.ts'
import type { Judge } from './ruling.ts'
import { signInSymptom } from './sign-in-symptom.ts'
import type { Symptom } from './symptom.ts'
import { apiCallSymptom, signOutSymptom, verifySymptom } from './token-symptom.ts'
import type { UserView } from './view-types.ts'

/** Judges sign-in, and what auth service and API say of the fresh token (protocol.md §1). */
export const judgeAuth: Judge = (view) => {
  const seen = view.users.map(judgeUser)
  const examined = seen.reduce((sum, user) => sum + user.examined, 0)
  return {
    examined,
    symptoms: seen.flatMap((user) => user.symptoms),
    troubles: [],
    missing: view.users.filter((_, index) => seen[index]?.examined === 0).map(({ user }) => user.id),
    held: `nothing wrong in ${count(examined, 'exchange')} about sign-in and tokens`,
  }
}

/** A user may sign in several times; each answer stands for itself. */
function judgeUser({ user, http, sockets }: UserView): { examined: number; symptoms: Symptom[] } {
  const signIns = http.filter((fact) => fact.purpose === 'sign-in')
  const verifies = http.filter((fact) => fact.purpose === 'verify')
  const calls = http.filter((fact) => fact.purpose === 'api-call')
  const signOuts = http.filter((fact) => fact.purpose === 'sign-out')
  const symptoms = [
    ...signIns.flatMap((fact) => signInSymptom(user.id, fact) ?? []),
    ...verifies.flatMap((fact) => verifySymptom(user, fact) ?? []),
    ...calls.flatMap((fact) => apiCallSymptom(user, fact) ?? []),
    ...signOuts.flatMap((fact) => signOutSymptom(user, fact) ?? []),
  ]
  // A token made elsewhere leaves no exchange, only the socket it was used on.
  const ready = signIns.length === 0 && user.userId !== null && sockets.length > 0 ? 1 : 0
  return { examined: signIns.length + verifies.length + calls.length + signOuts.length + ready, symptoms }
}
