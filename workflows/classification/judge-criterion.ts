import type { CriterionAnswerValue, CriterionSubject } from "#models/legal-regime/legal-regime.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"

/**
 * What an answer rests on. STATED: the record says it. ABSENT: a duty the law would have to write down is not written, so it
 * is read as none. SILENT: the record does not say whether something is provided, or contradicts itself; the regime's burden
 * decides and an officer should look.
 */
type Ground = "STATED" | "ABSENT" | "SILENT"

export type Judgement = {
  /** Null where the record is silent and the regime's burden decides. */
  value: CriterionAnswerValue | null
  ground: Ground
  explanation: string
  factIds: string[]
  /** What is to be done before the criterion holds; empty when nothing is missing. */
  gap: string
  /** Silent because it is not written at all, not because words contradict or can be read two ways. */
  unwritten?: true
  /** Silent of most dossiers only: of some the record states the duty. */
  ofSome?: true
}

/** Facts of one record, to be asked by id or by the first part of it. */
export type FactBook = {
  has: (id: string) => boolean
  like: (prefix: string) => string[]
  value: (id: string) => string
}

export const factBook = (facts: readonly EvidenceFact[]): FactBook => {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return {
    has: (id) => byId.has(id),
    like: (prefix) => [...byId.keys()].filter((id) => id.startsWith(prefix)),
    value: (id) => byId.get(id)?.value ?? "",
  }
}

/** Answers one subject from the facts, whatever the regime. */
export const judge = (subject: CriterionSubject, facts: FactBook): Judgement => JUDGES[subject](facts)

const JUDGES: Record<CriterionSubject, (facts: FactBook) => Judgement> = {
  INFORMATION: (facts) => {
    if (!facts.has("publication.public"))
      return notMet(
        "Thủ tục chưa được công khai trên cơ sở dữ liệu quốc gia.",
        facts.like("publication."),
        "công khai thủ tục trên cơ sở dữ liệu quốc gia",
      )
    if (facts.like("publication.").length === 1)
      return met("Thủ tục đã công khai, đủ các bộ phận tạo thành.", ["publication.public"])
    if (facts.has("publication.incomplete"))
      return {
        ...met(`Thủ tục đã công khai; bản ghi ${lowerFirst(facts.value("publication.incomplete"))}.`, [
          "publication.public",
          "publication.incomplete",
        ]),
        gap: `bổ sung bản ghi (${lowerFirst(facts.value("publication.incomplete"))})`,
      }
    const missing = facts.has("publication.missing") ? "publication.missing" : "publication.unlisted"
    const lack = lowerFirst(facts.value(missing))
    const explanation = `Thủ tục đã công khai nhưng bản ghi ${lack}.`
    const gap = `bổ sung bản ghi (${lack})`
    return missing === "publication.missing"
      ? notMet(explanation, facts.like("publication."), gap)
      : unsure(explanation, facts.like("publication."), gap, "MET")
  },
  FORMS: (facts) => {
    const forms = [...facts.like("form.attached"), ...facts.like("form.electronic")]
    if (forms.length > 0) return met("Có biểu mẫu kèm theo thành phần hồ sơ.", forms)
    if (facts.has("form.named"))
      return {
        ...met("Mẫu được ban hành kèm văn bản quy định, chưa đính kèm trong bản ghi.", ["form.named"]),
        gap: "đính kèm biểu mẫu để tải về",
      }
    return met("Hồ sơ không có giấy tờ phải lập theo mẫu.", [])
  },
  ONLINE_FILING: (facts) => {
    if (facts.has("channel.online"))
      return met("Có hình thức nộp trực tuyến.", [
        ...facts.like("channel.online"),
        ...facts.like("form.electronic"),
      ])
    const gap = "hình thức nộp trực tuyến với biểu mẫu điện tử"
    if (facts.has("online.words"))
      return unsure(
        "Bản ghi không có hình thức nộp trực tuyến nhưng lời văn có nói nộp trực tuyến.",
        [...facts.like("channel."), "online.words"],
        gap,
        "NOT_MET",
      )
    return notMet("Không có hình thức nộp trực tuyến.", facts.like("channel."), gap)
  },
  WHOLE_DOSSIER: (facts) => {
    const originals = facts.like("original.").filter((id) => id !== "original.count")
    if (originals.length > 0)
      return notMet(
        "Người thực hiện phải nộp hoặc xuất trình bản chính, bản giấy.",
        originals,
        "thay việc nộp, xuất trình bản chính bằng bản điện tử có giá trị pháp lý",
      )
    if (!facts.has("channel.online"))
      return notMet(
        "Hồ sơ không nộp được trực tuyến.",
        facts.like("channel."),
        "nhận toàn bộ hồ sơ bằng bản điện tử",
      )
    const hints = facts.like("original-hint.")
    if (hints.length > 0)
      return unsure(
        "Có nói đến bản chính để đối chiếu, chưa rõ có áp dụng cho hồ sơ nộp trực tuyến không.",
        hints,
        "",
        "MET",
      )
    return {
      value: "MET",
      ground: "ABSENT",
      explanation: "Nộp được trực tuyến và không có quy định phải nộp, xuất trình bản giấy.",
      factIds: facts.like("channel.online"),
      gap: "",
    }
  },
  PAYMENT: (facts) => {
    if (facts.has("fee.none"))
      return {
        value: "NOT_APPLICABLE",
        ground: "STATED",
        explanation: "Thủ tục không thu phí, lệ phí.",
        factIds: ["fee.none"],
        gap: "",
      }
    const gap = "thanh toán trực tuyến phí, lệ phí"
    const due = [...facts.like("fee.due"), ...facts.like("payment.")]
    if (facts.has("payment.cash") && !facts.has("payment.online"))
      return notMet("Phí, lệ phí nộp bằng tiền mặt.", due, gap)
    if (facts.has("fee.due") && facts.has("payment.online"))
      return met("Phí, lệ phí thanh toán được trực tuyến.", due)
    const electronic = electronicFacts(facts)
    if (facts.has("fee.due") && electronic.length > 0)
      return met("Có thu phí, lệ phí; thủ tục thực hiện bằng phương tiện điện tử nên nộp được trực tuyến.", [
        ...due,
        ...electronic,
      ])
    if (facts.has("fee.due"))
      return unwritten(
        "Có thu phí, lệ phí; bản ghi không nói cách thanh toán, cần xác nhận đã tích hợp thanh toán trực tuyến.",
        due,
        gap,
        facts.has("channel.online") ? "MET" : null,
      )
    // NĐ 63/2010/NĐ-CP Điều 8(2)(h): fees are told where there are any.
    return unwritten(
      "Bản ghi không ghi phí, lệ phí; thủ tục có thu thì phải ghi, nên hiểu là không thu. Cần xác nhận.",
      ["fee.unstated", ...facts.like("payment.")],
      "",
      "NOT_APPLICABLE",
    )
  },
  NO_PRESENCE: (facts) => {
    const presence = facts.like("presence.")
    const onSite = facts.like("onsite.")
    if (presence.length > 0 || onSite.length > 0)
      return notMet(
        sentence(
          presence.length > 0 && "người thực hiện phải có mặt",
          onSite.length > 0 && "cơ quan phải kiểm tra, xác minh tại hiện trường",
        ),
        [...presence, ...onSite],
        presence.length > 0
          ? "bỏ yêu cầu có mặt (cần sửa quy định chuyên ngành)"
          : "thay kiểm tra tại hiện trường bằng dữ liệu (cần sửa quy định chuyên ngành)",
      )
    const hints = [...facts.like("presence-hint."), ...facts.like("onsite-hint.")]
    if (hints.length > 0) return judgeHints(hints)
    const electronic = electronicFacts(facts)
    if (electronic.length > 0)
      return met(
        "Việc tiếp nhận, giải quyết thực hiện bằng phương tiện điện tử, không có yêu cầu có mặt.",
        electronic,
      )
    if (facts.has("steps.told"))
      return met("Trình tự kể từng bước, không bước nào buộc có mặt hay kiểm tra tại hiện trường.", [
        "steps.told",
      ])
    return {
      value: "MET",
      ground: "ABSENT",
      explanation: "Không có quy định phải có mặt hay kiểm tra tại hiện trường.",
      factIds: [],
      gap: "",
    }
  },
  RESULT: (facts) => {
    const remote = [
      ...facts.like("returning.online"),
      ...facts.like("returning.post"),
      ...facts.like("result.remote"),
    ]
    if (remote.length > 0) return met("Kết quả được trả trực tuyến hoặc qua bưu chính.", remote)
    const gap = "trả kết quả trực tuyến hoặc qua bưu chính công ích"
    if (facts.has("returning.counter"))
      return notMet("Kết quả chỉ trả tại nơi nộp hồ sơ.", ["returning.counter"], gap)
    if (facts.has("result.counter"))
      return unsure(
        "Lời văn nói đến nơi nộp hồ sơ để nhận kết quả, không nói trả trực tuyến hay qua bưu chính.",
        ["result.counter", ...facts.like("channel.post")],
        gap,
      )
    if (facts.has("channel.post")) return met("Thủ tục dùng dịch vụ bưu chính.", ["channel.post"])
    return unwritten(
      "Bản ghi không nói kết quả được trả bằng cách nào, cần xác nhận có trả trực tuyến hoặc qua bưu chính.",
      facts.like("result."),
      gap,
      facts.has("channel.online") ? "MET" : null,
    )
  },
  SIGNATURE: (facts) =>
    facts.has("signature.digital")
      ? met("Bản ghi có nói đến ký số.", ["signature.digital"])
      : {
          value: "NOT_APPLICABLE",
          ground: "ABSENT",
          explanation: "Không có quy định phải ký số; người nộp được xác thực bằng tài khoản định danh.",
          factIds: [],
          gap: "",
        },
}

const electronicFacts = (facts: FactBook): string[] => [
  ...facts.like("electronic."),
  ...facts.like("signature."),
]

/** What is done only in some cases, or in words that do not say where, binds nobody yet: an officer looks. */
function judgeHints(hints: string[]): Judgement {
  const unclear = hints.some((id) => id === "onsite-hint.words" || id === "onsite-hint.appraisal")
  if (unclear)
    return unsure(
      "Có nói đến kiểm tra, thẩm định nhưng chưa rõ có phải đến hiện trường không.",
      hints,
      "",
      "MET",
    )
  return {
    ...unsure(
      "Chỉ một số trường hợp phải có mặt hoặc được kiểm tra tại hiện trường, không phải mọi hồ sơ.",
      hints,
      "",
      "MET",
    ),
    ofSome: true,
  }
}

const met = (explanation: string, factIds: string[]): Judgement => ({
  value: "MET",
  ground: "STATED",
  explanation,
  factIds,
  gap: "",
})

const notMet = (explanation: string, factIds: string[], gap: string): Judgement => ({
  value: "NOT_MET",
  ground: "STATED",
  explanation,
  factIds,
  gap,
})

const unsure = (
  explanation: string,
  factIds: string[],
  gap: string,
  value: CriterionAnswerValue | null = null,
): Judgement => ({ value, ground: "SILENT", explanation, factIds, gap })

const unwritten = (...given: Parameters<typeof unsure>): Judgement => ({
  ...unsure(...given),
  unwritten: true,
})

function sentence(...parts: (string | false)[]): string {
  const text = parts.filter((part) => part !== false).join("; ")
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
