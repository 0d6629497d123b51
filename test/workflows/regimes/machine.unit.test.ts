import { expect, test } from "vitest"
import { getSimplePaths } from "xstate/graph"
import type { RegimeProposalContext } from "#models/regime-proposal/context.ts"
import type { RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import { REGIME_PROPOSAL_STATES } from "#models/regime-proposal/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { advance, begin } from "#workflows/advance.ts"
import { regimeProposalChart } from "#workflows/regimes/chart.ts"
import { regimeProposalMachine } from "#workflows/regimes/machine.ts"

const AT = "2026-08-03T02:00:00.000Z"
const by = (who: string, event: RegimeProposalEvent): Stamped<RegimeProposalEvent> => ({
  ...event,
  by: who,
  at: AT,
})
const EVENTS = [
  by("admin", { type: "pack.saved", pack: REGIME_B }),
  by("admin", { type: "pack.submitted" }),
  by("admin", { type: "pack.approved" }),
  by("chief", { type: "pack.approved" }),
  by("chief", { type: "pack.returned", reason: "Thiếu căn cứ" }),
  by("admin", { type: "pack.withdrawn", reason: "Luật chưa ban hành" }),
]

const paths = getSimplePaths(regimeProposalMachine, {
  events: EVENTS,
  serializeState: (snapshot) => {
    const { pack, authors, submitted, approved } = snapshot.context as RegimeProposalContext
    return JSON.stringify([snapshot.value, pack !== null, authors, submitted, approved])
  },
})

test("every state is reached", () => {
  expect(new Set(paths.map(({ state }) => state.value))).toEqual(new Set(REGIME_PROPOSAL_STATES))
})

test("on every path a pack is approved only once submitted, and never by one who wrote or submitted it", () => {
  for (const { state } of paths) {
    const { pack, authors, submitted, approved } = state.context as RegimeProposalContext
    if (state.value !== "approved") continue
    expect(pack).not.toBeNull()
    expect(submitted).not.toBeNull()
    expect(authors).not.toContain(approved?.by)
  }
})

test.each(REGIME_PROPOSAL_STATES)(
  "in state %s only the steps of that state are taken, the others refused in words",
  (name) => {
    const allowed: Record<string, string[]> = {
      drafting: ["pack.saved", "pack.submitted", "pack.withdrawn"],
      submitted: ["pack.approved", "pack.returned", "pack.withdrawn"],
      approved: [],
      withdrawn: [],
    }
    const { state } = paths.find(
      (path) => path.state.value === name && path.state.context.pack,
    ) as (typeof paths)[0]
    const stored = { ...begin(regimeProposalChart), value: name, context: state.context as never }
    for (const event of EVENTS) {
      const go = () => advance(regimeProposalChart, stored, event, { id: event.by }, new Date(AT))
      const isOwnApproval = event.type === "pack.approved" && event.by === "admin"
      if (allowed[name]?.includes(event.type) && !isOwnApproval) expect(go).not.toThrow()
      else expect(go).toThrow(/Không thể thực hiện/)
    }
  },
)

test("an author is told that a second person is needed", () => {
  const stored = {
    ...begin(regimeProposalChart),
    value: "submitted",
    context: {
      pack: REGIME_B,
      authors: ["admin"],
      submitted: { by: "admin", at: AT },
      approved: null,
      reasons: [],
    },
  }
  expect(() =>
    advance(regimeProposalChart, stored as never, { type: "pack.approved" }, { id: "admin" }, new Date(AT)),
  ).toThrow("cần người thứ hai")
})
