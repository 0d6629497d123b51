import { describe, expect, test } from "vitest"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { readIndicator, roundHalfUp, workOut } from "#workflows/indicators/evaluate.ts"
import { periodCounts } from "#workflows/indicators/period-counts.ts"
import type { PeriodFacts } from "#workflows/indicators/period-facts.ts"
import { aProcedure, aQuarter, aService, aSheet } from "./made-facts.ts"

/** An office of seven procedures and three units, small enough to be counted by hand. */
const OFFICE: Partial<PeriodFacts> = {
  procedures: [
    aProcedure("1.000001", "so-a", { isEligible: true, hasFee: true, costs: true }),
    aProcedure("1.000002", "so-a", { isEligible: true, missingParts: ["thời hạn giải quyết"] }),
    aProcedure("1.000003", "so-a", { hasFee: true, isForCitizens: false }),
    aProcedure("1.000004", "so-b", { isEligible: true, givesResult: false }),
    aProcedure("1.000005", "so-b"),
    aProcedure("1.000006", "so-b", { hasFee: true, costs: true }),
    // One procedure of two units is one procedure.
    aProcedure("1.000001", "so-b", { isEligible: true, hasFee: true, costs: true }),
    aProcedure("1.000007", "so-c"),
  ],
  catalogue: [
    aService("1.000001", "so-a", "FULL", { isProactive: true }),
    aService("1.000001", "so-b", "PARTIAL"),
    aService("1.000002", "so-a", "FULL", { isPublic: false }),
    aService("1.000003", "so-a", "PARTIAL"),
    aService("1.000004", "so-b", "PARTIAL", { isPublic: false }),
    aService("1.000005", "so-b", "INFORMATION_ONLY"),
    aService("1.000006", "so-b", "FULL"),
    aService("1.000007", "so-c", "NOT_PROVIDED"),
  ],
  announced: [
    announced("1.000001", true),
    announced("1.000002", true),
    announced("1.000002", false),
    announced("1.000003", true),
  ],
  publications: [
    // In time; late; not yet though due; decided after the reckoning; public before the period.
    publication("1.000001", "2023-03-01", "2023-03-08", "2023-03-08"),
    publication("1.000002", "2023-03-01", "2023-03-08", "2023-03-09"),
    publication("1.000003", "2023-03-20", "2023-03-27", null),
    publication("1.000004", "2023-04-05", "2023-04-12", null),
    publication("1.000005", "2023-04-10", "2023-04-17", null),
    publication("1.000006", "2022-12-20", "2022-12-27", "2022-12-26"),
  ],
  tasks: [
    { id: "t1", name: "1.1", unitId: "so-a", due: "2023-01-31", doneOn: "2023-01-31" },
    { id: "t2", name: "1.2", unitId: "so-a", due: "2023-02-28", doneOn: "2023-03-02" },
    { id: "t3", name: "1.3", unitId: "so-b", due: "2023-03-15", doneOn: null },
    { id: "t4", name: "1.4", unitId: "so-b", due: "2023-03-31", doneOn: null },
  ],
  remarks: [
    { id: "g1", code: "1.000001", name: "", unitId: "so-a", isAnswered: true },
    { id: "g2", code: "1.000001", name: "", unitId: "so-a", isAnswered: false },
    { id: "g3", code: "1.000004", name: "", unitId: "so-b", isAnswered: true },
  ],
  usage: [
    aSheet("so-a", "2023-01", [
      [
        "1.000001",
        {
          received: 40,
          onlineReceived: 30,
          fullOnline: 20,
          synchronised: 36,
          portalCount: 41,
          finished: 35,
          finishedOnTime: 30,
          finishedLate: 5,
          running: 5,
          runningOnTime: 4,
          runningLate: 1,
          askedAgain: 2,
          processingDays: 105,
          feeDossiers: 40,
          paidOnline: 10,
          electronicResults: 21,
          digitised: 25,
          reused: 8,
          identityVerified: 22,
          automated: 7,
        },
      ],
      ["1.000003", { received: 10, finished: 10, finishedOnTime: 10, processingDays: 45, feeDossiers: 0 }],
    ]),
    aSheet("so-b", "2023-02", [
      [
        "1.000004",
        {
          received: 10,
          onlineReceived: 4,
          fullOnline: 0,
          synchronised: 9,
          portalCount: 8,
          finished: 8,
          finishedOnTime: 8,
          finishedLate: 0,
          running: 2,
          runningOnTime: 2,
          runningLate: 0,
          askedAgain: 0,
          processingDays: 9,
          feeDossiers: 0,
          paidOnline: 0,
          electronicResults: 0,
          digitised: 0,
          reused: 0,
          identityVerified: 0,
          automated: 0,
        },
      ],
    ]),
    aSheet("so-a", "2023-03", [["", SATISFACTION(10, 3, 6, 9, 7, 80, 75, 2)]], {
      kind: "SATISFACTION",
      id: "s1",
    }),
  ],
}

function SATISFACTION(
  feedback: number,
  feedbackOnConduct: number,
  feedbackOnRules: number,
  feedbackDue: number,
  feedbackOnTime: number,
  rated: number,
  satisfied: number,
  complaints: number,
) {
  return {
    feedback,
    feedbackOnConduct,
    feedbackOnRules,
    feedbackDue,
    feedbackOnTime,
    rated,
    satisfied,
    complaints,
  }
}
function announced(code: string, isOnTime: boolean) {
  return {
    code,
    name: code,
    unitId: "so-a",
    members: new Set<string>(),
    decision: "QĐ 1/QĐ-UBND",
    decidedOn: "2023-03-01",
    effectiveOn: isOnTime ? "2023-03-08" : null,
    isOnTime,
  }
}
function publication(code: string, decidedOn: string, dueOn: string, publishedOn: string | null) {
  return {
    code,
    name: code,
    unitId: "so-a",
    members: new Set<string>(),
    decision: "QĐ 1/QĐ-UBND",
    decidedOn,
    dueOn,
    publishedOn,
  }
}

/** Indicator, numerator, denominator, quotient, rounded value: each worked out with pencil and paper from the office above. */
const BY_HAND: [string, number, number, number, number][] = [
  // 1 and 3 on time; 2 was late once.
  ["766-1.1", 2, 3, 2 / 3, 66.67],
  // 1 in time; 1, 2 public in the period, 3 and 4 owed (04/5 is within 31/3 + 5 working days); 5 and 6 are not.
  ["766-1.2", 1, 4, 1 / 4, 25],
  ["766-1.3", 6, 7, 6 / 7, 85.71],
  // 45 of max(60 received; 49 at the portal).
  ["766-1.4", 45, 60, 45 / 60, 75],
  // 48 + 6 − 2 of 53 + 7.
  ["766-2.1", 52, 60, 52 / 60, 86.67],
  ["766-2.2", 159, 53, 3, 3],
  // 1, 2, 3, 4 and 6 of seven.
  ["766-3.1", 5, 7, 5 / 7, 71.43],
  // 1 and 6 are full and public; 1, 2 and 4 are ticked.
  ["766-3.1a", 2, 3, 2 / 3, 66.67],
  // 3 and 4; 1 is at the level of its full service.
  ["766-3.1b", 2, 7, 2 / 7, 28.57],
  // 1 at so-a, 4 at so-b of six online services.
  ["766-3.2", 2, 6, 2 / 6, 33.33],
  // 34 × 45/60 of 60.
  ["766-3.3", 25.5, 60, 25.5 / 60, 42.5],
  // Dossiers with a fee: of procedure 1; fees in the record: 1, 3 and 6.
  ["766-3.5", 1, 3, 1 / 3, 33.33],
  // 10 of the 40 of procedure 1: every amount of procedure 3 is 0.
  ["766-3.6", 10, 40, 10 / 40, 25],
  // 45 finished of procedures that give a paper; those of 4 give none.
  ["766-4.1", 21, 45, 21 / 45, 46.67],
  ["766-4.2", 25, 60, 25 / 60, 41.67],
  ["766-4.3", 8, 60, 8 / 60, 13.33],
  // Procedure 1 of the six for citizens.
  ["766-4.5a", 1, 6, 1 / 6, 16.67],
  ["766-4.5b", 22, 60, 22 / 60, 36.67],
  ["766-5.1a", 3, 10, 0.3, 30],
  ["766-5.1b", 6, 10, 0.6, 60],
  ["766-5.2", 7, 9, 7 / 9, 77.78],
  ["766-5.3", 75, 80, 75 / 80, 93.75],
  // 53 − 5 − 2 of 53.
  ["766-5.4", 46, 53, 46 / 53, 86.79],
  // Three full of the six online services.
  ["224-toan-trinh", 3, 6, 0.5, 50],
  ["224-ho-so", 34, 60, 34 / 60, 56.67],
  ["224-ho-so-toan-trinh", 20, 60, 20 / 60, 33.33],
  ["224-tu-dong", 7, 53, 7 / 53, 13.21],
  ["224-thoi-gian", 159, 53, 3, 3],
  ["224-dung-han", 48, 53, 48 / 53, 90.57],
  ["224-hai-long", 75, 80, 75 / 80, 93.75],
  ["224-chu-dong", 1, 6, 1 / 6, 16.67],
  ["emc-dvctt", 5, 7, 5 / 7, 71.43],
  ["emc-toan-trinh", 3, 7, 3 / 7, 42.86],
  ["emc-phat-sinh", 2, 6, 2 / 6, 33.33],
  ["emc-ho-so", 34, 60, 34 / 60, 56.67],
  ["emc-ho-so-toan-trinh", 20, 60, 20 / 60, 33.33],
  ["emc-thanh-toan", 10, 40, 0.25, 25],
  // All six but those of 2 and 4.
  ["emc-ket-noi", 4, 6, 4 / 6, 66.67],
  ["kh-nhiem-vu", 2, 4, 0.5, 50],
  ["kh-dung-han", 1, 4, 0.25, 25],
  // Due on the reading day itself is not late yet.
  ["kh-qua-han", 1, 1, 1, 1],
  ["kh-gop-y", 2, 3, 2 / 3, 66.67],
]

const indicator = (id: string) => {
  const found = INDICATORS.find((one) => one.id === id)
  if (!found) throw new Error(`no indicator ${id}`)
  return readIndicator(found)
}
const ofOffice = (id: string, over: Partial<PeriodFacts> = {}) => {
  const counts = periodCounts(aQuarter({ ...OFFICE, ...over }))
  return workOut(indicator(id), (name) => counts.value(name, null))
}

test("every indicator of the seeds has a case worked out by hand", () => {
  expect(BY_HAND.map(([id]) => id)).toEqual(INDICATORS.map(({ id }) => id))
})

test.each(BY_HAND)("%s: %d of %d", (id, numerator, denominator, quotient, value) => {
  const worked = ofOffice(id)
  expect(worked).toMatchObject({ status: "VALUE", numerator, denominator, value })
  expect(worked.quotient).toBeCloseTo(quotient, 12)
})

describe("with nothing to divide by", () => {
  const EMPTY: Partial<PeriodFacts> = {
    procedures: [],
    catalogue: [],
    announced: [],
    publications: [],
    tasks: [],
    remarks: [],
    usage: OFFICE.usage?.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({ ...row, values: row.values.map(() => 0) })),
    })) as NonNullable<PeriodFacts["usage"]>,
  }

  test.each(BY_HAND.map(([id]) => id).filter((id) => id !== "kh-qua-han" && id !== "766-1.4"))(
    "%s says N/A and no number",
    (id) => {
      expect(ofOffice(id, EMPTY)).toMatchObject({ status: "EMPTY_DENOMINATOR", value: null, denominator: 0 })
    },
  )

  test("the rule may say 0 instead", () => {
    const counts = periodCounts(aQuarter({ ...OFFICE, ...EMPTY }))
    const worked = workOut({ ...indicator("766-3.1"), whenEmpty: "ZERO" }, (name) => counts.value(name, null))
    expect(worked).toMatchObject({ status: "EMPTY_DENOMINATOR", value: 0 })
  })

  test("without dossiers of its own, synchronisation is held against a quarter of last year's", () => {
    expect(ofOffice("766-1.4", { ...EMPTY, lastYear: new Map([["so-a", 200]]) })).toMatchObject({
      status: "VALUE",
      denominator: 50,
      value: 0,
    })
  })
})

test("what nobody brought the data for has no number, not 0", () => {
  expect(ofOffice("766-2.1", { usage: [] })).toMatchObject({ status: "NO_DATA", value: null })
  expect(ofOffice("766-3.1", { catalogue: null })).toMatchObject({ status: "NO_DATA", value: null })
  expect(ofOffice("kh-nhiem-vu", { tasks: null })).toMatchObject({ status: "NO_DATA", value: null })
})

test("half is rounded up, at the last shown decimal only", () => {
  expect(roundHalfUp(12.345, 2)).toBe(12.35)
  expect(roundHalfUp(1.005, 2)).toBe(1.01)
  expect(roundHalfUp((100 * 1) / 800, 2)).toBe(0.13)
  expect(roundHalfUp(-2.5, 0)).toBe(-3)
  expect(roundHalfUp(66.66499, 2)).toBe(66.66)
})
