import fc from "fast-check"
import { expect, test } from "vitest"
import { REGIME_A_WITH_CIRCULAR as REGIME_A } from "#seeds/reference/regimes/regime-a-with-circular.ts"
import { classify } from "#workflows/classification/classify.ts"
import { readFacts } from "#workflows/classification/facts.ts"
import { maskNames } from "#workflows/classification/masked-names.ts"
import { aProcedure, type ProcedureSketch } from "./a-procedure.ts"

/** Facts that alone lead to *một phần*. */
const DUTIES = /^(?:presence|onsite|original)\.(?!count)/
const factsOf = (sketch: ProcedureSketch) => readFacts(aProcedure(sketch)).map(({ id }) => id)
const dutiesIn = (steps: string) => factsOf({ steps }).filter((id) => DUTIES.test(id))
const hintsIn = (steps: string) => factsOf({ steps }).filter((id) => id.includes("-hint."))

test.each([
  // measuring
  ["Văn phòng đăng ký đất đai thực hiện đo đạc lại thửa đất.", "onsite.survey"],
  ["- Trích đo bản đồ địa chính thửa đất;", "onsite.survey"],
  ["Chi cục tiến hành lấy mẫu xét nghiệm.", "onsite.survey"],
  ["Tổ chức bàn giao đất trên thực địa cho người sử dụng đất.", "onsite.survey"],
  // going there
  ["Sở thẩm định hồ sơ và thẩm định thực tế tại cơ sở.", "onsite.verification"],
  ["Cơ quan kiểm tra hồ sơ, điều kiện thực tế trước khi cấp phép.", "onsite.verification"],
  ["Cán bộ kiểm tra tại nơi sản xuất.", "onsite.verification"],
  ["Cơ quan kiểm tra thực tế lô hàng trong 02 ngày.", "onsite.verification"],
  ["Trường hợp hồ sơ hợp lệ, Sở tổ chức đánh giá thực tế tại cơ sở.", "onsite.verification"],
  ["Cơ quan kiểm tra điều kiện của cơ sở buôn bán.", "onsite.inspection"],
  ["Sở ban hành quyết định thành lập đoàn đánh giá.", "onsite.team"],
  ["Hội đồng nghiệm thu tổ chức nghiệm thu khối lượng hoàn thành của công trình.", "onsite.acceptance"],
  ["Kiểm tra thực địa thửa đất, trừ trường hợp quy định tại khoản 2.", "onsite.verification"],
  ["Sở thẩm định thực tế tại phòng xét nghiệm.", "onsite.verification"],
  ["Sau khi kiểm tra thực tế tại cơ sở, Sở cấp giấy chứng nhận.", "onsite.verification"],
  // being there
  ["Người yêu cầu phải có mặt khi đăng ký.", "presence.required"],
  ["Các bên phải ký trước mặt người thực hiện chứng thực.", "presence.required"],
  ["Công chức hướng dẫn người yêu cầu ký tên vào Sổ đăng ký khai tử.", "presence.required"],
  ["Hướng dẫn người yêu cầu ký, ghi rõ họ, tên trong Sổ đăng ký khai sinh.", "presence.required"],
  ["Thông báo thời gian, địa điểm để người thuê ký lại hợp đồng thuê nhà.", "presence.signing"],
  ["Cơ quan tiến hành thương lượng việc bồi thường.", "presence.meeting"],
  ["Hội đồng tổ chức sát hạch trong 10 ngày.", "presence.examination"],
  ["Thí sinh nộp đơn đăng ký dự thi sát hạch.", "presence.examination"],
  ["Cán bộ thu nhận vân tay, ảnh khuôn mặt của công dân.", "presence.biometrics"],
  ["Chủ xe đưa xe đến cơ quan đăng ký để kiểm tra.", "presence.bring"],
  ["Người khai hải quan xuất trình hàng hóa để cơ quan hải quan niêm phong.", "presence.bring"],
  // originals
  ["Người yêu cầu xuất trình bản chính giấy chứng nhận.", "original.present"],
  ["Chủ phương tiện nộp lại giấy chứng nhận đã cấp.", "original.hand-in"],
  ["Trường hợp nộp hồ sơ trực tuyến thì hộ chiếu phải gửi qua bưu chính.", "original.hand-in"],
  [
    "Nếu đã nộp bản điện tử qua cổng dịch vụ công thì có trách nhiệm nộp lại bản gốc cho cơ quan cấp.",
    "original.hand-in",
  ],
  ["Khi nhận kết quả, người yêu cầu nộp bản chính các giấy tờ.", "original.at-collection"],
  ["Khi đến nhận kết quả, người yêu cầu phải nộp giấy tờ chứng minh.", "original.at-collection"],
  [
    "Nộp hồ sơ trực tuyến qua Cổng dịch vụ công và gửi hộ chiếu qua dịch vụ bưu chính công ích.",
    "original.hand-in",
  ],
])("«%s» is a duty of every dossier: %s", (steps, id) => {
  expect(dutiesIn(steps)).toContain(id)
})

test.each([
  ["a map extract checked or signed", "Kiểm tra, ký duyệt mảnh trích đo bản đồ địa chính."],
  ["a map extract compared", "Đối chiếu với mảnh trích đo đã có trong hồ sơ."],
  ["measuring as a trade", "Cấp chứng chỉ hành nghề đo đạc và bản đồ."],
  ["a plan for markers", "Sở thẩm định phương án cắm mốc giới."],
  ["sampling that is asked for", "Tổ chức đề nghị chấp thuận việc lấy mẫu nghiên cứu."],
  ["papers to be completed", "Hướng dẫn người nộp bổ sung trích đo thửa đất."],
  ["a check at a desk", "Trong 15 ngày Sở phải kiểm tra hồ sơ."],
  ["a check of completeness", "Bộ phận một cửa kiểm tra tính đầy đủ của hồ sơ tại trụ sở."],
  ["a check of what a form says", "Chuyên viên kiểm tra nội dung tờ khai, xác minh thông tin trên hệ thống."],
  ["minutes of appraising papers", "Hội đồng họp, lập biên bản thẩm định hồ sơ."],
  ["minutes that close a check", "Kiểm tra hồ sơ, lập biên bản kết luận về nguyên nhân sai sót."],
  ["minutes of a notice on a board", "Lập biên bản kết thúc niêm yết công khai."],
  ["a group that reads papers", "Sở thành lập tổ thẩm định hồ sơ trong 05 ngày."],
  ["a question to another agency", "Sở gửi văn bản đề nghị Công an tỉnh xác minh nhân thân."],
  ["members who are present", "Cuộc họp phải có mặt ít nhất 2/3 thành viên Hội đồng."],
  ["the chairman's presence", "Phiên họp phải có mặt Chủ tịch hội đồng và thư ký."],
  ["votes of those present", "Được 80% tổng số thành viên Hội đồng có mặt bỏ phiếu đồng ý."],
  ["an officer who signs a book", "Công chức tư pháp ký vào sổ theo dõi hồ sơ."],
  ["a driving centre", "Cấp giấy phép cho trung tâm sát hạch lái xe."],
  ["a passport that is shown", "Khách hàng xuất trình hộ chiếu tại quầy."],
  ["an identity card", "Người đến nhận xuất trình thẻ căn cước."],
  ["an original that proves identity", "Xuất trình bản chính giấy tờ tùy thân để nhận kết quả."],
  ["ways to hand in", "Công chức thẩm tra giấy tờ do người yêu cầu nộp, xuất trình hoặc đính kèm."],
  ["a choice", "Người nộp được lựa chọn nộp bản sao và xuất trình bản chính hoặc nộp bản sao chứng thực."],
  ["those who come", "Trường hợp nộp trực tiếp thì xuất trình bản chính để đối chiếu."],
  [
    "those who use the post",
    "Đối với hồ sơ gửi qua bưu chính, tổ chức nộp bản sao, xuất trình bản gốc khi được hỏi.",
  ],
  ["a heading for those who come", "Hồ sơ nộp trực tiếp:\n- Xuất trình bản chính để đối chiếu."],
  ["a negation with a list", "Không yêu cầu người dân nộp, xuất trình bản chính giấy tờ."],
  ["a negation of the way", "Không phải đến cơ quan, không phải có mặt khi nhận kết quả."],
  ["a plan that is submitted", "Đơn vị sản xuất trình Ủy ban nhân dân xem xét."],
  ["a check by oneself", "Cơ sở tự kiểm tra, đánh giá điều kiện thực tế và nộp báo cáo."],
  ["a name with a verb in it", "Chi cục Kiểm tra sau thông quan tổng hợp nợ tại các đơn vị."],
  ["the state of affairs", "Sở kiểm tra tình hình thực tế trên hệ thống."],
  ["a vehicle that was brought", "Cán bộ đối chiếu giấy tờ và kiểm tra thực tế xe."],
  ["a check that was let go", "Thông quan đối với lô hàng miễn kiểm tra thực tế."],
  ["an acceptance by the owner", "Chủ đầu tư dự kiến tổ chức nghiệm thu công trình thì gửi văn bản."],
  ["an organisation for mediating", "Cấp giấy phép cho tổ chức hòa giải thương mại."],
  ["the place of an examination", "Gửi hồ sơ đến Sở nơi cá nhân tham gia sát hạch."],
  ["paper that need not follow", "Trường hợp đã nộp bản điện tử Giấy báo tử thì không phải nộp bản giấy."],
  [
    "a choice in the heading",
    "Người sử dụng đất được lựa chọn một trong các hình thức sau:\n- Nộp bản sao và xuất trình bản chính để đối chiếu.",
  ],
])("%s binds nobody: «%s»", (_, steps) => {
  expect(dutiesIn(steps)).toEqual([])
})

test.each([
  "Trường hợp cần thiết, Sở kiểm tra thực tế tại cơ sở.",
  "Cơ quan có thể tiến hành kiểm tra tại nơi sản xuất.",
  "Nếu phát hiện dấu hiệu vi phạm thì kiểm tra thực tế hàng hóa.",
  "Kiểm tra thực địa đối với trường hợp thửa đất có tranh chấp.",
  "Trường hợp thay đổi địa điểm:\n- Sở thẩm định thực tế tại cơ sở;",
  "Công chức quyết định thông quan hoặc kiểm tra thực tế hàng hóa.",
  "Thẩm định tại cơ sở trong 60 ngày, kể từ ngày nhận hồ sơ, đối với trường hợp cấp lần đầu.",
  "Thời gian kiểm tra thực tế không tính vào thời hạn giải quyết.",
  "Trường hợp cần thiết, Sở gửi văn bản lấy ý kiến; tổ chức kiểm tra thực địa.",
  "Kiểm tra thực tế hàng hóa và thông quan đối với lô hàng phải kiểm tra thực tế.",
  "Hàng hóa được miễn thuế do Chi cục Hải quan cửa khẩu kiểm tra thực tế theo đề nghị.",
  "d) Đối với tàu cá phá hủy, phá dỡ\nTrong 02 ngày, cơ quan tổ chức kiểm tra thực tế.",
  "Trường hợp phải thẩm định tại cơ sở thì Sở lập đoàn.\nSau khi thẩm định thực tế tại cơ sở, Sở cấp giấy phép.",
  "Trường hợp nơi chưa có bản đồ thì đề nghị đơn vị thực hiện trích đo bản đồ; đơn vị có trách nhiệm thực hiện trích đo bản đồ.",
  "Khi hết thời hạn sở hữu thì Sở kiểm tra thực tế nhà ở.",
  "Người nộp kèm theo biên bản kiểm tra thực tế của xã.",
  "Trường hợp hồ sơ chưa đầy đủ, cơ quan kiểm tra thực tế tại cơ sở.",
])("a visit of some cases only hints, and the level stays open: «%s»", (steps) => {
  expect(dutiesIn(steps)).toEqual([])
  expect(hintsIn(steps).some((id) => id.startsWith("onsite-hint."))).toBe(true)
  const suggestion = classify({ procedure: aProcedure({ steps }), snapshotHash: "" }, REGIME_A)
  expect(suggestion).toMatchObject({ level: "FULL", sure: false })
})

test.each([
  ["persons of an age", "Thu nhận vân tay, chụp ảnh khuôn mặt của người từ đủ 06 tuổi đến dưới 14 tuổi."],
  ["a named case", "Thu nhận vân tay của công dân (áp dụng với trường hợp cấp lại lần đầu)."],
  [
    "those not let off",
    "Hội đồng tổ chức sát hạch. Không tổ chức sát hạch đối với viên chức đã công tác 05 năm.",
  ],
])("a duty of %s is none of all: «%s»", (_, steps) => {
  expect(dutiesIn(steps)).toEqual([])
  expect(hintsIn(steps).some((id) => id.startsWith("presence-hint."))).toBe(true)
})

test("what a step asks for whose name is a case is asked of all only where every such step asks for it", () => {
  const inSteps = (...steps: [string, string][]) => {
    const procedure = aProcedure({})
    const [first] = procedure.cases
    if (!first) throw new Error("no case")
    const cases = [{ ...first, steps: steps.map(([name, text]) => ({ name, text })) }]
    return readFacts({ ...procedure, cases }).map(({ id }) => id)
  }
  const visit = "Sở kiểm tra thực địa trong 05 ngày."
  const onDesk = "Sở kiểm tra hồ sơ trong 03 ngày."
  const renewed: [string, string] = ["Trường hợp cấp lại", visit]
  expect(inSteps(renewed, ["Trường hợp cấp đổi", onDesk])).not.toContain("onsite.verification")
  expect(inSteps(renewed, ["Trường hợp cấp đổi", onDesk])).toContain("onsite-hint.verification")
  expect(inSteps(renewed, ["Trường hợp cấp đổi", `${visit} ${onDesk}`])).toContain("onsite.verification")
  expect(inSteps(renewed, ["Bước 2: Thẩm định", `${visit} Hồ sơ lưu tại Sở.`])).toContain(
    "onsite.verification",
  )
  expect(inSteps(["* Trường hợp nộp hồ sơ trực tiếp:", "Xuất trình bản chính để đối chiếu."])).not.toContain(
    "original.present",
  )
})

test("a heading holds for its list only", () => {
  const steps =
    "Trường hợp cấp lại:\n- Cấp theo hồ sơ đã có.\nTrường hợp hồ sơ hợp lệ:\n- Sở kiểm tra thực địa."
  expect(dutiesIn(steps)).toContain("onsite.verification")
})

test("one sentence is one sign of a matter", () => {
  const quotes = readFacts(
    aProcedure({
      steps: "Đoàn kiểm tra tiến hành kiểm tra thực tế tại cơ sở và lập biên bản kiểm tra thực tế.",
    }),
  )
    .filter(({ id }) => id.startsWith("onsite."))
    .map(({ quote }) => quote)
  expect(quotes.length).toBeGreaterThan(0)
  expect(new Set(quotes).size).toBe(quotes.length)
})

test.each([
  ["1. Đơn đề nghị cấp phép", "1. Đơn đề nghị cấp phép"],
  ["Mẫu số 1. Tờ khai đăng ký", "Mẫu số 1. Tờ khai đăng ký"],
  ["a. Bản sao quyết định; b. Báo cáo", "a. Bản sao quyết định; b. Báo cáo"],
])("the name of a paper is not cut at its number: %s", (name, quote) => {
  const facts = readFacts(aProcedure({ papers: [{ name }] }))
  expect(facts.find(({ id }) => id === "original.count")?.quote).toBe(quote)
})

test.each([
  ["Cơ quan gửi phiếu hẹn, trả kết quả qua thư điện tử.", false],
  ["Gửi giấy tiếp nhận hồ sơ và hẹn trả kết quả qua Cổng dịch vụ công.", false],
  ["Nộp tại Bộ phận tiếp nhận và trả kết quả hoặc qua bưu chính.", false],
  ["Trả kết quả qua dịch vụ bưu chính.", true],
  ["Kết quả được gửi qua Cổng dịch vụ công.", true],
])("«%s» tells that the result comes from afar: %s", (steps, remote) => {
  expect(factsOf({ steps }).includes("result.remote")).toBe(remote)
})

test("what is masked keeps every place", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "phiếu hẹn",
          " trả kết quả",
          "mảnh trích đo",
          " sổ",
          ", ",
          "\n",
          "bộ phận tiếp nhận và",
        ),
      ),
      (parts) => {
        const text = parts.join("")
        expect(maskNames(text)).toHaveLength(text.length)
      },
    ),
  )
})

test("a negation in front turns every duty round", () => {
  const acts = ["có mặt tại cơ quan", "xuất trình bản chính giấy tờ", "nộp lại giấy phép đã cấp"]
  const negations = ["không phải", "không cần", "không yêu cầu", "không bắt buộc", "chưa cần"]
  fc.assert(
    fc.property(fc.constantFrom(...acts), fc.constantFrom(...negations), (act, negation) => {
      expect(dutiesIn(`Người yêu cầu phải ${act}.`)).not.toEqual([])
      expect(dutiesIn(`Người yêu cầu ${negation} ${act}.`)).toEqual([])
    }),
  )
})
