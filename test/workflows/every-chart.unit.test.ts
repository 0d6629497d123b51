import { readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import type { AnyStateMachine } from "xstate"
import type { z } from "zod"
import { CampaignEvent } from "#models/campaign/events.ts"
import { DelegationEvent } from "#models/delegation/events.ts"
import { DeliveryEvent } from "#models/outbox/events.ts"
import { PlanEvent } from "#models/plan/events.ts"
import { PlanTaskEvent } from "#models/plan-task/events.ts"
import { ReferenceChangeEvent } from "#models/reference-change/events.ts"
import { RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import { RegistrationEvent } from "#models/registration/events.ts"
import { ReorganisationEvent } from "#models/reorganisation/events.ts"
import { PeriodEvent } from "#models/reporting-period/events.ts"
import { ReportEvent } from "#models/unit-report/events.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { edgesOf, eventTypesOf, type Sent, type Walk, walkOf } from "#test/setup/chart-walk.ts"
import { type ByName, eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { referenceChangeChart } from "#workflows/administration/chart.ts"
import { advance, type Chart } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { delegationChart } from "#workflows/delegation/chart.ts"
import { deliveryChart } from "#workflows/delivery/chart.ts"
import { planChart } from "#workflows/plan/chart.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { regimeProposalChart } from "#workflows/regimes/chart.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { reorganisationChart } from "#workflows/reorganisation/chart.ts"
import { reportingPeriodChart } from "#workflows/reporting-period/chart.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"

const AT = "2023-12-29T02:00:00.000Z"
/** Of a message that has been tried for longer than anybody tries. */
const LATER = "2023-12-31T02:00:00.000Z"
const SHA = "a".repeat(64)
const PROPOSAL = {
  level: "FULL",
  answers: [{ letter: "a", value: "MET", note: "" }],
  partialReason: null,
  citation: "",
  overruleReason: "",
  note: "",
}

type AnyChart = Chart<string, object, { type: string }, unknown>
type Charted = {
  chart: AnyChart
  events: z.ZodType
  people: readonly string[]
  byName?: ByName
  inputs?: readonly unknown[]
  instants?: readonly string[]
}

const chartOf = (chart: unknown): AnyChart => chart as AnyChart
const campaignInput = (numberFirst: boolean, initials: boolean) => ({
  kind: "ANNUAL",
  numberFirst,
  initials,
  annexesApart: false,
  amends: null,
})

/** Every chart there is, with who sends its events. The events themselves are those of its own schema. */
const CHARTS: Record<string, Charted> = {
  registration: {
    chart: chartOf(registrationChart),
    events: RegistrationEvent,
    people: ["officer", "head", "reviewer", "chief"],
    // An opinion that is asked for by a day lapses after it.
    byName: {
      proposal: [PROPOSAL],
      today: ["2023-12-30"],
      personId: ["reviewer"],
      remarkId: ["1"],
      place: ["criterion:a"],
      revocable: [true],
    },
  },
  campaign: {
    chart: chartOf(campaignChart),
    events: CampaignEvent,
    people: ["chief", "clerk", "leader"],
    byName: {
      personId: ["leader"],
      digest: [SHA],
      documentSha256: [SHA],
      dayReason: [undefined],
      capacity: ["KT"],
      follows: [undefined],
    },
    inputs: [false, true].flatMap((numberFirst) =>
      [false, true].map((initials) => campaignInput(numberFirst, initials)),
    ),
  },
  delivery: {
    chart: chartOf(deliveryChart),
    events: DeliveryEvent,
    people: ["system"],
    byName: {
      version: [1, 2],
      acceptedVersion: [1, 2],
      payloadSha256: [SHA],
      editionDigest: [SHA],
      status: [null],
    },
    inputs: ["UPSERT", "WITHDRAW"].map((operation) => ({
      operation,
      version: 1,
      payloadSha256: SHA,
      editionDigest: SHA,
      supersedes: null,
    })),
    instants: [AT, LATER],
  },
  delegation: {
    chart: chartOf(delegationChart),
    events: DelegationEvent,
    people: ["principal", "deputy", "head"],
  },
  referenceChange: {
    chart: chartOf(referenceChangeChart),
    events: ReferenceChangeEvent,
    people: ["admin", "chief"],
  },
  regimeProposal: {
    chart: chartOf(regimeProposalChart),
    events: RegimeProposalEvent,
    people: ["coordinator", "chief"],
    byName: { pack: [LEGAL_REGIMES[0]] },
  },
  reorganisation: {
    chart: chartOf(reorganisationChart),
    events: ReorganisationEvent,
    people: ["admin", "chief"],
  },
  plan: {
    chart: chartOf(planChart),
    events: PlanEvent,
    people: ["coordinator", "chief"],
    byName: { digest: [SHA], unanswered: [0, 1], tasks: [1], fileName: [null], fileSha256: [null] },
  },
  planTask: {
    chart: chartOf(planTaskChart),
    events: PlanTaskEvent,
    people: ["officer", "coordinator", SYSTEM_ACTOR.id],
    byName: {
      evidence: [{ id: "1", kind: "TEXT", text: "Đã làm xong.", link: "" }],
      evidenceId: ["1"],
      done: [1],
      of: [1],
      counted: [false],
      needs: ["ANY"],
      percent: [null],
    },
    inputs: [{ needs: "ANY", percent: null }],
  },
  unitReport: {
    chart: chartOf(unitReportChart),
    events: ReportEvent,
    people: ["officer", "coordinator"],
    byName: { digest: [SHA], faults: [0], changed: [[]] },
  },
  reportingPeriod: {
    chart: chartOf(reportingPeriodChart),
    events: PeriodEvent,
    people: ["coordinator"],
    byName: {
      digest: [SHA],
      documentSha256: [SHA],
      received: [0, 1],
      open: [["so-tu-phap"]],
      exceptions: [[], [{ agencyId: "so-tu-phap", reason: "Đơn vị đang sắp xếp lại" }]],
      units: [["so-tu-phap"]],
      personId: ["chutich", "phochutich"],
      to: [1],
    },
  },
}

const walks = new Map<string, Walk[]>()
/** One walk for each way the thing may be set up. */
const walksOf = (name: string): Walk[] => {
  const known = walks.get(name)
  if (known) return known
  const { inputs = [undefined] } = CHARTS[name] as Charted
  const made = inputs.map((input) => walkOf(machineOf(name), sentOf(name), input))
  walks.set(name, made)
  return made
}
const machineOf = (name: string): AnyStateMachine => (CHARTS[name] as Charted).chart.machine
const sentOf = (name: string): Sent[] => {
  const { events, people, byName = {}, instants = [AT] } = CHARTS[name] as Charted
  return eventsOfSchema(events, byName).flatMap((event) =>
    people.flatMap((by) => instants.map((at): Sent => ({ ...event, by, at }))),
  )
}

test("every chart of the product is walked here", () => {
  const rooms = readdirSync(join(import.meta.dirname, "../../workflows"), { withFileTypes: true })
    .filter((room) => room.isDirectory())
    .filter(({ name }) =>
      readdirSync(join(import.meta.dirname, "../../workflows", name)).includes("chart.ts"),
    )
  expect(rooms).toHaveLength(Object.keys(CHARTS).length)
})

test.each(Object.keys(CHARTS))(
  "%s: every edge is taken by a generated path, and no event of the chart is without one",
  { timeout: 120_000 },
  (name) => {
    const taken = new Set(walksOf(name).flatMap(({ paths }) => [...paths.keys()]))
    const drawn = edgesOf(machineOf(name))
    expect(drawn.filter((edge) => !taken.has(edge))).toEqual([])
    expect([...taken].filter((edge) => !drawn.includes(edge))).toEqual([])
    const events = new Set(sentOf(name).map(({ type }) => type))
    expect(eventTypesOf(machineOf(name)).filter((type) => !events.has(type))).toEqual([])
  },
)

test.each(Object.keys(CHARTS))(
  "%s: wherever a thing stands, an event that is not allowed is refused in words that name event and state",
  { timeout: 120_000 },
  (name) => {
    const { chart } = CHARTS[name] as Charted
    const sent = sentOf(name)
    let refused = 0
    for (const { snapshot } of sampleOf(walksOf(name).flatMap(({ situations }) => situations))) {
      const stored = {
        machine: chart.name,
        machineVersion: chart.snapshots.version,
        value: snapshot.value as string,
        context: snapshot.context as object,
      }
      for (const { by, at, ...event } of sent) {
        if (snapshot.status === "active" && snapshot.can({ ...event, by, at })) continue
        const act = () => advance(chart, stored, event, { id: by }, new Date(at))
        expect(act).toThrow(`«${chart.eventLabels[event.type]}»`)
        expect(act).toThrow(`«${chart.stateLabels[stored.value]}»`)
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(0)
  },
)

/** Of many situations of one state a few, spread over how they are reached; every state keeps some. */
const sampleOf = <T extends { snapshot: { value: unknown } }>(situations: readonly T[]): T[] =>
  [...Map.groupBy(situations, ({ snapshot }) => snapshot.value)].flatMap(([, same]) =>
    same.filter((_, index) => index % Math.max(1, Math.floor(same.length / 4)) === 0),
  )
