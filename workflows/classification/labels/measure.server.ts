import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { classify } from "../classify.ts"
import { readFacts } from "../facts.ts"
import type { Label, LabelValue } from "./label.ts"

/** What the rules say of one matter, against the labels. Shares from 0 to 1, NaN where there is nothing to divide by. */
type LabelMeasure = {
  name: string
  /** In Vietnamese, for a table. */
  title: string
  /** Records the rules say it of; of these, those the label says it of; and all the label says it of. */
  found: number
  right: number
  labelled: number
  precision: number
  recall: number
}

export type LabelReport = {
  records: number
  facts: LabelMeasure[]
  level: { right: number; of: number; share: number }
}

type Matter = {
  name: string
  title: string
  criterion: Label["criterion"]
  value: LabelValue
  facts: RegExp
}

const MATTERS: readonly Matter[] = [
  { name: "presence", title: "Phải có mặt", criterion: "e.presence", value: "not-met", facts: /^presence\./ },
  {
    name: "onsite",
    title: "Kiểm tra tại hiện trường",
    criterion: "e.on-site",
    value: "not-met",
    facts: /^onsite\./,
  },
  {
    name: "original",
    title: "Phải nộp, xuất trình bản chính",
    criterion: "d",
    value: "not-met",
    facts: /^original\.(?!count)/,
  },
  {
    name: "counter",
    title: "Chỉ trả kết quả tại nơi nộp",
    criterion: "g",
    value: "not-met",
    facts: /^returning\.counter/,
  },
  {
    name: "not-online",
    title: "Không nộp được trực tuyến",
    criterion: "c",
    value: "not-met",
    facts: /^channel\.not-online/,
  },
  {
    name: "result",
    title: "Kết quả trả từ xa",
    criterion: "g",
    value: "met",
    facts: /^(?:returning\.(?:online|post)|result\.remote)/,
  },
  { name: "no-fee", title: "Không thu phí, lệ phí", criterion: "đ", value: "met", facts: /^fee\.none/ },
  { name: "signature", title: "Có ký số", criterion: "h", value: "met", facts: /^signature\./ },
]

/** Matters that alone make a service *một phần*. */
export const DUTIES: readonly string[] = ["presence", "onsite", "original"]

/**
 * How far the rules agree with the hand-made labels: each fact, and the level without any evidence of other procedures. A label
 * that does not tell is no duty. Records not among the procedures are left out.
 */
export const measureLabels = (
  labels: readonly Label[],
  procedures: readonly Procedure[],
  regime: LegalRegime,
): LabelReport => {
  const byCode = Map.groupBy(labels, ({ code }) => code)
  const rows = procedures.flatMap((procedure) => {
    const own = byCode.get(procedure.code)
    if (!own) return []
    const values = new Map(own.map(({ criterion, value }) => [criterion, value]))
    const { level } = classify({ procedure: { ...procedure, nationalFlags: null }, snapshotHash: "" }, regime)
    return [{ values, facts: readFacts(procedure), level }]
  })
  const facts = MATTERS.map((matter) => measured(matter, rows))
  const right = rows.filter(({ values, level }) => level === levelOf(values)).length
  return { records: rows.length, facts, level: { right, of: rows.length, share: right / rows.length } }
}

type Row = { values: Map<Label["criterion"], LabelValue>; facts: EvidenceFact[]; level: ServiceLevel }

function measured({ name, title, criterion, value, facts }: Matter, rows: readonly Row[]): LabelMeasure {
  const says = rows.filter((row) => row.facts.some(({ id }) => facts.test(id)))
  const isLabelled = (row: Row) => row.values.get(criterion) === value
  const right = says.filter(isLabelled).length
  const labelled = rows.filter(isLabelled).length
  return {
    name,
    title,
    found: says.length,
    right,
    labelled,
    precision: right / says.length,
    recall: right / labelled,
  }
}

/** The level a person reads from the labels: what is not told is no barrier. */
function levelOf(values: Row["values"]): ServiceLevel {
  if (values.get("c") === "not-met") return "INFORMATION_ONLY"
  return [...values.values()].includes("not-met") ? "PARTIAL" : "FULL"
}

/** Records with a digest below this were drawn and tuned on first. */
const TUNED_BELOW = "13"
/** Of all others, those whose digest ends so may be looked at as well. */
const MAY_BE_SEEN = /[0-7]$/

/**
 * The labelled records the rules were tuned on, and those whose faults nobody looked at, by a digest of the code: a record stays
 * where it is, whatever is labelled beside it.
 */
export const halvesOf = (labels: readonly Label[]): { tuned: Label[]; heldOut: Label[] } => {
  const isTuned = ({ code }: Label) => {
    const digest = sha256(`labels-2026:${code}`)
    return digest < TUNED_BELOW || MAY_BE_SEEN.test(digest)
  }
  return { tuned: labels.filter(isTuned), heldOut: labels.filter((label) => !isTuned(label)) }
}
