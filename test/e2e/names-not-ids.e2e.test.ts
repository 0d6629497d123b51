import { afterAll, beforeAll, expect, test } from "vitest"
import { AUDIT_LABELS } from "#models/audit/audit-words.ts"
import { BULK_JOB_STATE_LABELS } from "#models/bulk-job/bulk-job.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { DELEGATION_STATE_LABELS } from "#models/delegation/states.ts"
import { DELIVERY_STATE_LABELS } from "#models/outbox/states.ts"
import { PLAN_STATE_LABELS } from "#models/plan/states.ts"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { REFERENCE_CHANGE_STATE_LABELS } from "#models/reference-change/states.ts"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { CHANGE_STATE_LABELS } from "#models/register-change/register-change.ts"
import { REGISTRATION_STATE_LABELS } from "#models/registration/states.ts"
import { REORGANISATION_STATE_LABELS } from "#models/reorganisation/states.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { AGENCIES } from "#seeds/reference/agencies.ts"
import { addressOf, appRoutes } from "./setup/app-routes.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./setup/office-at-work.ts"

/** What people read are names: no screen shows what the store calls a unit, a person, a state or an event. */

/** What the store calls states and events. A name that is a plain word of an address would be found everywhere; they have capitals or dots. */
const STATES = [
  CAMPAIGN_STATE_LABELS,
  REGISTRATION_STATE_LABELS,
  DELIVERY_STATE_LABELS,
  BULK_JOB_STATE_LABELS,
  REGIME_PROPOSAL_STATE_LABELS,
  CHANGE_STATE_LABELS,
  PLAN_STATE_LABELS,
  PLAN_TASK_STATE_LABELS,
  REFERENCE_CHANGE_STATE_LABELS,
  REORGANISATION_STATE_LABELS,
  DELEGATION_STATE_LABELS,
].flatMap((labels) => Object.keys(labels))
const EVENTS = Object.values(AUDIT_LABELS).flatMap((labels) => Object.keys(labels))
const PEOPLE = ["phochutich", "lam.thay", "chanh.van.phong", "thamdinh", "chanhvanphong", "vanthu"]

/** Where a sign-in name is what is worked with, and stands beside its person: one's own, the log, a leaver's work. */
const MADE_OF_IDS: readonly { screen: RegExp; what: readonly string[] }[] = [
  {
    screen:
      /^\/(?:nhat-ky|quan-tri\/(?:ban-giao|du-lieu-ca-nhan(?:\/:userId)?)|tai-khoan(?:\/du-lieu)?|mat-khau|hai-buoc|khoa-truy-cap|xac-nhan-lai)$/u,
    what: PEOPLE,
  },
]

let office: OfficeAtWork
beforeAll(async () => {
  office = await openOfficeAtWork()
}, 240_000)
afterAll(() => office?.app.stop())

/** People of a rehearsal are called after the unit they stand for. */
const NAMED_AFTER_UNIT = /^(?:Lãnh đạo|Chuyên viên) [a-z-]+$/u

const isWordIn = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}.@_-])${word.replace(/[.]/gu, "\\.")}(?![\\p{L}\\p{N}@_-])`, "u").test(text)

/** What stands between the tags, piece by piece; not what is typed, nor what a program reads. */
const textsOf = (html: string): string[] =>
  html
    .replace(/<(script|style|textarea|template)\b[\s\S]*?<\/\1>/gu, "")
    .split(/<[^>]*>/u)
    .map((text) => text.replace(/\s+/gu, " ").trim())
    .filter(Boolean)

test("every screen of an office at work shows names, and no id, state or event of the store", async () => {
  const screens = appRoutes().filter(({ hasPage, pattern }) => hasPage && !pattern.includes("*"))
  const words = [...new Set([...AGENCIES.map(({ id }) => id), ...PEOPLE, ...STATES, ...EVENTS, ...ROLES])]
  const found: string[] = []
  let looked = 0
  for (const { pattern } of screens) {
    const path = addressOf(pattern, office.params)
    const answer = await fetch(`${office.app.url}${path}`, { headers: { Cookie: office.cookie } })
    if (answer.status !== 200) continue
    looked += 1
    const own = MADE_OF_IDS.filter(({ screen }) => screen.test(pattern)).flatMap(({ what }) => what)
    for (const text of textsOf(await answer.text()).filter((one) => !NAMED_AFTER_UNIT.test(one)))
      for (const word of words)
        if (!own.includes(word) && isWordIn(text, word))
          found.push(`${pattern}: «${word}» in «${text.slice(0, 120)}»`)
  }
  expect(looked).toBeGreaterThan(80)
  expect([...new Set(found)]).toEqual([])
}, 300_000)
