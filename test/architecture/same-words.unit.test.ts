import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { CAMPAIGN_EVENT_LABELS } from "#models/campaign/events.ts"
import { DELEGATION_EVENT_LABELS } from "#models/delegation/events.ts"
import { PLAN_EVENT_LABELS } from "#models/plan/events.ts"
import { PLAN_TASK_EVENT_LABELS } from "#models/plan-task/events.ts"
import { REFERENCE_CHANGE_EVENT_LABELS } from "#models/reference-change/events.ts"
import { REGIME_PROPOSAL_EVENT_LABELS } from "#models/regime-proposal/events.ts"
import { REGISTRATION_EVENT_LABELS } from "#models/registration/events.ts"
import { REORGANISATION_EVENT_LABELS } from "#models/reorganisation/events.ts"
import { CAMPAIGN_STEPS } from "#workflows/campaign/steps/index.server.ts"
import { PLAN_STEPS } from "#workflows/plan/steps/index.ts"
import { PLAN_TASK_STEPS } from "#workflows/plan-task/steps/index.ts"
import { REGISTRATION_STEPS } from "#workflows/registration/steps/index.ts"

/** What each event of each chart is called: by buttons, confirmations, notices and the history alike. */
const WORDS: Record<string, string>[] = [
  REGISTRATION_EVENT_LABELS,
  CAMPAIGN_EVENT_LABELS,
  PLAN_EVENT_LABELS,
  PLAN_TASK_EVENT_LABELS,
  DELEGATION_EVENT_LABELS,
  REFERENCE_CHANGE_EVENT_LABELS,
  REGIME_PROPOSAL_EVENT_LABELS,
  REORGANISATION_EVENT_LABELS,
]

test.each([
  ["a registration", REGISTRATION_STEPS, REGISTRATION_EVENT_LABELS],
  ["a campaign", CAMPAIGN_STEPS, CAMPAIGN_EVENT_LABELS],
  ["a plan", PLAN_STEPS, PLAN_EVENT_LABELS],
  ["a task of a plan", PLAN_TASK_STEPS, PLAN_TASK_EVENT_LABELS],
] as [string, readonly { event: string; label: string }[], Record<string, string>][])(
  "every step of %s is called on its button as its event is called in the history",
  (_, steps, words) => {
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.map(({ event, label }) => [event, label])).toEqual(
      steps.map(({ event }) => [event, words[event]]),
    )
  },
)

const BUTTON = /<(?:Submit)?Button\b[^>]*?\svalue="([a-zA-Z]+\.[a-zA-Z]+)(?:\+next)?"[^>]*>([^<]*)<\//g
/** Words that go on to the next item besides. */
const GOING_ON: Record<string, string[]> = {
  "proposal.submitted": ["Trình và sang mục kế tiếp"],
  "draft.saved": ["Lưu và sang mục kế tiếp"],
}

test("no screen spells a button of its own for what a chart calls otherwise", () => {
  const screens = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tsx"),
  )
  const buttons = screens.flatMap((file) =>
    [...readFileSync(join("app", file), "utf8").matchAll(BUTTON)].map(([, event = "", text = ""]) => ({
      file,
      event,
      text: text.trim(),
    })),
  )
  const known = buttons.filter(({ event }) => WORDS.some((words) => Object.hasOwn(words, event)))
  expect(known.length).toBeGreaterThan(15)
  const own = known.filter(({ event, text }) => {
    if (text === "{step.label}" || text.endsWith(`_EVENT_LABELS["${event}"]}`)) return false
    return ![...WORDS.flatMap((words) => words[event] ?? []), ...(GOING_ON[event] ?? [])].some((said) =>
      text.startsWith(said),
    )
  })
  expect(own.map((one) => JSON.stringify(one)).join("\n")).toBe("")
})
