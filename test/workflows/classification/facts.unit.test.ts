import { expect, test } from "vitest"
import { readFacts } from "#workflows/classification/facts.ts"
import { aProcedure, type ProcedureSketch } from "./a-procedure.ts"

const idsOf = (sketch: ProcedureSketch) => readFacts(aProcedure(sketch)).map((fact) => fact.id)
const find = (sketch: ProcedureSketch, id: string) =>
  readFacts(aProcedure(sketch)).find((fact) => fact.id === id)
const telling = (steps: string) =>
  idsOf({ steps }).filter((id) =>
    /^(?:presence|onsite|original(?!\.count)|payment|result\.(?:remote|counter))/.test(id),
  )

test("channels, post and the way results return are read from their marks", () => {
  expect(idsOf({ channels: ["IN_PERSON"] })).toEqual(
    expect.arrayContaining(["channel.not-online", "channel.in-person-only"]),
  )
  expect(idsOf({ channels: ["ONLINE"] })).toEqual(
    expect.arrayContaining(["channel.online", "channel.online-only"]),
  )
  expect(idsOf({ channels: ["ONLINE", "POST"] })).toContain("channel.post")
  expect(idsOf({ returningMethods: ["ONLINE:AT_SUBMISSION_PLACE"] })).toContain("returning.counter")
  expect(idsOf({ returningMethods: ["ONLINE:AT_SUBMISSION_PLACE", "ONLINE:AT_HOME"] })).toContain(
    "returning.post",
  )
  expect(idsOf({ returningMethods: ["ONLINE:ONLINE", "OFFLINE:AT_HOME"] })).toContain("returning.online")
})

test.each([
  ["no fee line at all", [], "fee.unstated"],
  ["zero", [{ kind: "FEE", amount: 0, text: "" }], "fee.none"],
  ["«Không»", [{ kind: "FEE", amount: null, text: "Không" }], "fee.none"],
  ["«Miễn lệ phí.»", [{ kind: "CHARGE", amount: 0, text: "Miễn lệ phí." }], "fee.none"],
  ["an amount", [{ kind: "FEE", amount: 50_000, text: "" }], "fee.due"],
  ["a fee in words", [{ kind: "FEE", amount: null, text: "Theo quy định của HĐND tỉnh" }], "fee.due"],
] as const)("a fee given as %s is read as such", (_, fees, id) => {
  expect(idsOf({ fees: [...fees] })).toContain(id)
})

test.each([
  ["Hai bên nam, nữ phải có mặt tại trụ sở Ủy ban nhân dân.", "presence.required"],
  ["Người yêu cầu ký tên vào Sổ hộ tịch.", "presence.required"],
  ["Tổ chức phỏng vấn người nộp hồ sơ.", "presence.interview"],
  ["Sở tổ chức sát hạch lý thuyết.", "presence.examination"],
  ["Cán bộ thu nhận vân tay của công dân.", "presence.biometrics"],
  ["Cơ quan tiến hành kiểm tra thực tế tại cơ sở sản xuất.", "onsite.verification"],
  ["Kiểm tra thực địa khu đất.", "onsite.verification"],
  ["Thành lập đoàn đánh giá.", "onsite.team"],
  ["Trích đo địa chính thửa đất.", "onsite.survey"],
  ["Người nộp xuất trình bản chính để đối chiếu.", "original.present"],
  ["Khi đến nhận kết quả phải nộp bản chính giấy chứng nhận cũ.", "original.at-collection"],
  ["Tổ chức nộp lại giấy phép cũ.", "original.hand-in"],
  ["Kết quả được trả qua dịch vụ bưu chính công ích.", "result.remote"],
  ["Nộp phí, lệ phí qua hệ thống thanh toán trực tuyến.", "payment.online"],
])("«%s» says %s and is quoted", (sentence, id) => {
  const steps = `Bước 1: Tiếp nhận hồ sơ. ${sentence} Sau đó cấp phép.`
  const fact = find({ steps }, id)
  expect(fact?.source).toBe("Trình tự thực hiện")
  expect(sentence).toContain(fact?.quote)
  expect(fact?.quote.length).toBeGreaterThan(10)
})

test.each([
  "Người yêu cầu không phải có mặt tại cơ quan.",
  "Công dân không cần có mặt khi nộp hồ sơ.",
  "Tổ chức, cá nhân nộp hồ sơ trực tiếp hoặc trực tuyến.",
  "Không yêu cầu người dân xuất trình bản chính.",
  "Nếu nộp trực tiếp, cán bộ tiếp nhận đối chiếu với bản chính.",
  "Nộp 01 bản chính hoặc bản điện tử đơn đề nghị.",
  "Không tổ chức kiểm tra thực địa.",
  "Đơn vị sản xuất trình Ủy ban nhân dân phê duyệt.",
  "Cơ quan thuế thực hiện kiểm tra, giải quyết hồ sơ.",
])("«%s» bars nobody from doing it online", (sentence) => {
  expect(telling(sentence).filter((id) => !id.includes("hint"))).toEqual([])
})

test("a visit only where needed is a hint, not a finding", () => {
  expect(telling("Trường hợp cần thiết, cơ quan kiểm tra thực tế tại cơ sở.")).toEqual([
    "onsite-hint.verification",
  ])
})

test("a negation does not hide a second sentence that says it", () => {
  expect(telling("Người mẹ không phải có mặt. Người cha phải có mặt tại cơ quan.")).toContain(
    "presence.required",
  )
})

test("a long sentence is quoted around the words, no longer than 200 characters", () => {
  const steps = `${"Cơ quan chuyên môn xem xét ".repeat(20)}và kiểm tra thực địa ${"rồi báo cáo ".repeat(20)}`
  const fact = find({ steps }, "onsite.verification")
  expect(fact?.quote).toContain("kiểm tra thực địa")
  expect(fact?.quote.length).toBeLessThanOrEqual(200)
  expect(steps).toContain(fact?.quote)
})

test("forms, originals and papers without their form are told apart", () => {
  expect(idsOf({})).toEqual(expect.arrayContaining(["form.attached", "original.count"]))
  expect(idsOf({ papers: [{ name: "Tờ khai theo mẫu số 01" }] })).toContain("form.named")
  expect(idsOf({ papers: [{ name: "Tờ khai", hasElectronicForm: true }] })).toContain("form.electronic")
})

test("a record without papers says what is missing", () => {
  expect(find({ papers: [] }, "publication.missing")?.value).toBe("Thiếu thành phần hồ sơ")
})

test("half a megabyte without a full stop is read in a moment", () => {
  const steps = "không phải xuất trình bản chính, ".repeat(16_000)
  const started = performance.now()
  expect(telling(steps)).toEqual([])
  expect(performance.now() - started).toBeLessThan(5000)
})
