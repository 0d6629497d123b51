import type { Procedure } from "#models/procedure/procedure.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { ORIGINAL_HINTS, ORIGINALS } from "./dossier-words.ts"
import { ON_SITE, ON_SITE_HINTS } from "./on-site-words.ts"
import { type Passage, passagesOf, shortened } from "./passages.ts"
import { PRESENCE, PRESENCE_HINTS } from "./presence-words.ts"
import { ELECTRONIC, ONLINE_WORDS, PAYMENT, RESULT, SIGNATURE } from "./provision-words.ts"
import { readFees } from "./read-fees.ts"
import { readShortened } from "./read-shortened.ts"
import { readWords } from "./read-words.ts"
import type { TellingWords } from "./telling-words.ts"

/** All words that tell facts, in the order of the criteria. */
export const TELLING_WORDS: readonly TellingWords[] = [
  ...PRESENCE,
  ...PRESENCE_HINTS,
  ...ON_SITE,
  ...ON_SITE_HINTS,
  ...ORIGINALS,
  ...ORIGINAL_HINTS,
  ...ONLINE_WORDS,
  ...ELECTRONIC,
  ...SIGNATURE,
  ...PAYMENT,
  ...RESULT,
]

/**
 * What a procedure's own record says about the criteria: channels, post, ways results come back, fees, forms, originals,
 * presence, verification on site, cases. Each fact names the part it was read from and quotes the words; the quote is empty
 * where the record holds a mark instead of words. The nation's flags are never read. Ids are stable (`channel.online`,
 * `presence.required` …), one fact per id, in a fixed order.
 */
export const readFacts = (procedure: Procedure): EvidenceFact[] => {
  const passages = passagesOf(procedure)
  return [
    ...readPublication(procedure),
    ...readSteps(procedure),
    ...readShortened(procedure),
    ...readChannels(procedure),
    ...readReturning(procedure),
    ...readFees(procedure),
    ...readPapers(procedure),
    ...readResultForm(procedure),
    ...readFromWords(passages),
  ]
}

/** The parts a published procedure must have (NĐ 63/2010/NĐ-CP Điều 8(2)); fees and forms only "where there are any". */
function readPublication(procedure: Procedure): EvidenceFact[] {
  const steps = procedure.cases.flatMap((one) => one.steps)
  const missing = [
    steps.length === 0 && "trình tự thực hiện",
    procedure.submissionMethods.length === 0 && "cách thức thực hiện",
    procedure.cases.every((one) => one.dossierComponents.length === 0) && "thành phần hồ sơ",
  ].filter((part) => part !== false)
  const incomplete = [
    procedure.results.length === 0 && "kết quả thực hiện",
    procedure.applicantTypes.length === 0 && "đối tượng thực hiện",
    procedure.agencies.executing.length === 0 && "cơ quan thực hiện",
  ].filter((part) => part !== false)
  const published =
    procedure.state === "PUBLIC"
      ? fact("publication.public", "Đang công khai", procedure.announcementDecision, "Quyết định công bố")
      : fact("publication.not-public", "Chưa công khai", procedure.announcementDecision, "Tình trạng")
  const gaps = [
    ...(missing.length > 0
      ? [
          fact(
            // A sheet without an announcement is a short list, not the published record.
            procedure.announcementDecision ? "publication.missing" : "publication.unlisted",
            `Thiếu ${missing.join(", ")}`,
            "",
            "Bộ phận tạo thành",
          ),
        ]
      : []),
    ...(incomplete.length > 0
      ? [fact("publication.incomplete", `Thiếu ${incomplete.join(", ")}`, "", "Bộ phận tạo thành")]
      : []),
  ]
  const cases = procedure.cases.length
  const several = cases > 1 ? [fact("cases.several", `${cases} trường hợp`, "", "Thành phần hồ sơ")] : []
  return [published, ...gaps, ...several]
}

/** So many steps told one by one that a duty to come would be among them. */
const STEPS_TOLD = 3

/** Where every case tells its course step by step, what no step asks for is not asked; one lump of text may leave things out. */
function readSteps(procedure: Procedure): EvidenceFact[] {
  const fewest = Math.min(
    ...procedure.cases.map((one) => one.steps.filter((step) => step.text !== "").length),
  )
  return procedure.cases.length > 0 && fewest >= STEPS_TOLD
    ? [fact("steps.told", `Trình tự kể từng bước (${fewest} bước)`, "", "Trình tự thực hiện")]
    : []
}

function readChannels(procedure: Procedure): EvidenceFact[] {
  const source = "Cách thức thực hiện"
  const channels = new Set(procedure.submissionMethods.map((method) => method.channel))
  if (channels.size === 0) return []
  const facts = [
    channels.has("ONLINE")
      ? fact("channel.online", "Có hình thức nộp trực tuyến", "", source)
      : fact("channel.not-online", "Không có hình thức nộp trực tuyến", "", source),
  ]
  if (channels.has("ONLINE") && channels.size === 1)
    facts.push(fact("channel.online-only", "Chỉ nộp trực tuyến", "", source))
  if (channels.has("IN_PERSON") && channels.size === 1)
    facts.push(fact("channel.in-person-only", "Chỉ nộp trực tiếp", "", source))
  if (channels.has("POST")) facts.push(fact("channel.post", "Nhận, gửi qua bưu chính", "", source))
  return facts
}

/** `ONLINE:AT_HOME`: how the dossier came, then where its result goes. Words of a spreadsheet are read as words. */
function readReturning(procedure: Procedure): EvidenceFact[] {
  const source = "Hình thức trả kết quả"
  const ways = procedure.returningMethods.filter((way) => !way.startsWith("OFFLINE:"))
  const find = (pattern: RegExp) => ways.find((way) => pattern.test(way))
  const online = find(/(?:^|:)ONLINE$|trực tuyến|điện tử/iu)
  const home = find(/AT_HOME|bưu chính|bưu điện|tại nhà/iu)
  const counter = find(/AT_SUBMISSION_PLACE|trực tiếp|tại nơi|tại bộ phận|tại trung tâm/iu)
  if (online) return [fact("returning.online", "Trả kết quả trực tuyến", online, source)]
  if (home) return [fact("returning.post", "Trả kết quả tại nhà, qua bưu chính", home, source)]
  return counter ? [fact("returning.counter", "Chỉ trả kết quả tại nơi nộp hồ sơ", counter, source)] : []
}

/** A paper the applicant fills in after a set form. */
const FORM_NAMED = /theo mẫu|mẫu số|mẫu đơn|tờ khai|đơn đề nghị|đơn xin|phiếu đề nghị/iu

function readPapers(procedure: Procedure): EvidenceFact[] {
  const source = "Thành phần hồ sơ"
  const papers = procedure.cases.flatMap((one) => one.dossierComponents)
  const facts: EvidenceFact[] = []
  const attached = papers.find((paper) => paper.forms.length > 0)
  if (attached) facts.push(fact("form.attached", "Có biểu mẫu đính kèm", shortened(attached.name), source))
  const electronic = papers.find((paper) => paper.hasElectronicForm)
  if (electronic)
    facts.push(fact("form.electronic", "Có biểu mẫu điện tử", shortened(electronic.name), source))
  const named = papers.find(
    (paper) => paper.forms.length === 0 && !paper.hasElectronicForm && FORM_NAMED.test(paper.name),
  )
  if (named && !attached)
    facts.push(fact("form.named", "Giấy tờ theo mẫu nhưng chưa đính kèm mẫu", shortened(named.name), source))
  const originals = papers.filter((paper) => paper.originalCount > 0)
  const first = originals[0]
  if (first)
    facts.push(
      fact("original.count", `${originals.length} giấy tờ nộp bản chính`, shortened(first.name), source),
    )
  return facts
}

function readResultForm(procedure: Procedure): EvidenceFact[] {
  const source = "Kết quả thực hiện"
  const electronic = procedure.results.find((result) => /điện tử|trực tuyến/iu.test(result.name))
  if (electronic)
    return [fact("result.electronic", "Kết quả ở dạng điện tử", shortened(electronic.name), source)]
  const first = procedure.results[0]
  return first ? [fact("result.named", "Kết quả", shortened(first.name), source)] : []
}

function readFromWords(passages: readonly Passage[]): EvidenceFact[] {
  const found = TELLING_WORDS.flatMap((words) => readWords(passages, words) ?? [])
  const says = (matter: string) => found.some((one) => one.id.startsWith(`${matter}.`))
  // A hint adds nothing where the record says the thing itself, and one sentence is one sign of a matter.
  const quoted = new Set<string>()
  return found.filter(({ id, quote }) => {
    const matter = matterOf(id)
    if (id.startsWith(`${matter}-hint.`) && says(matter)) return false
    const key = `${matter}|${quote}`
    return !quoted.has(key) && quoted.add(key)
  })
}

/** `onsite-hint.words` and `onsite.inspection` are one matter. */
const matterOf = (id: string): string => (id.split(".")[0] ?? "").replace(/-hint$/u, "")

const fact = (id: string, value: string, quote: string, source: string): EvidenceFact => ({
  id,
  value,
  quote,
  source,
})
