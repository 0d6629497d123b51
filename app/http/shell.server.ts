import type { AppLoadContext } from "@remix-run/node"
import { countUnread } from "#models/inbox-message/inbox-message.repository.server.ts"
import { committeeName, provinceInText } from "#models/reference/province.ts"
import { dayOf } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { describeAssignments } from "#workflows/screens/describe-assignments.server.ts"
import { countWaitingRegistrations } from "#workflows/screens/registrations-waiting.server.ts"
import { workInWords } from "#workflows/screens/work-counts.ts"
import { ownWork } from "#workflows/screens/work-nav.server.ts"
import { movesFor } from "#workflows/training/move-training-clock.server.ts"
import type { PersonView } from "../components/layout.tsx"
import type { NavigationCounts } from "../components/navigation.ts"
import type { ProvinceView } from "../components/province.ts"
import type { TrainingClockView } from "../components/training-bar.tsx"

/** The training date for the bar under the header and how this person may move it; null when the system runs for real. */
export const trainingView = async (
  { runtime }: AppLoadContext,
  actor: Actor | null,
): Promise<TrainingClockView | null> =>
  runtime.trainingClock && {
    now: runtime.trainingClock.now(),
    moves: actor ? await movesFor(runtime, actor) : [],
  }

/** The province or city of the day's issuing facts; null where there are none, or the store does not answer: every page asks. */
export const provinceView = async ({ runtime }: AppLoadContext): Promise<ProvinceView | null> => {
  try {
    const issuer = await runtime.reference.issuerOn(dayOf(runtime.clock.now()))
    return {
      inText: provinceInText(issuer),
      committee: committeeName(issuer),
      isChairmanIssuing: issuer.issuingAuthority === "CHAIRMAN",
    }
  } catch {
    return null
  }
}

/** Who is signed in, as the header says it. */
export const personView = async ({ runtime }: AppLoadContext, actor: Actor): Promise<PersonView> => ({
  name: actor.name,
  place:
    (await describeAssignments(actor.assignments, dayOf(runtime.clock.now()))) ||
    "Hôm nay không giữ vai trò nào",
  roles: [...new Set(actor.assignments.map(({ role }) => role))],
})

/** What waits behind the items of the navigation, as the work list and the inbox themselves count it. */
export const navigationCounts = async (
  { runtime }: AppLoadContext,
  actor: Actor,
): Promise<NavigationCounts> => {
  const [unread, { counts }, registrations] = await Promise.all([
    countUnread(actor.id),
    ownWork(runtime, actor),
    countWaitingRegistrations(runtime, actor),
  ])
  return {
    unread: { count: unread, said: `${formatNumber(unread)} chưa đọc` },
    work: { count: counts.places.MINE, said: workInWords(counts) },
    registrations: { count: registrations, said: `${formatNumber(registrations)} đăng ký chờ xử lý` },
  }
}
