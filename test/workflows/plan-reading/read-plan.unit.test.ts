import { describe, expect, test } from "vitest"
import type { FaultKind } from "#models/plan/plan-fault.ts"
import { planKnowledge } from "#seeds/reference/plans/knowledge.ts"
import { planLinesOfText } from "#workflows/plan-reading/plan-line.ts"
import { readPlan, repaired } from "#workflows/plan-reading/read-plan.ts"

const knowledge = planKnowledge()
const HEAD =
  "Số: 15/KH-UBND\nLâm Đồng, ngày 05 tháng 01 năm 2027\nKẾ HOẠCH\nCung cấp dịch vụ công trực tuyến năm 2027\n"
const HEADINGS = "TT\tNội dung công việc\tChủ trì\tPhối hợp\tThời gian thực hiện\tGhi chú\n"
const read = (rows: string, { head = HEAD, headings = HEADINGS } = {}) =>
  readPlan(planLinesOfText(`${head}${headings}${rows}`), knowledge)
const row = (
  number: string,
  over: Partial<Record<"text" | "leads" | "with" | "due" | "note", string>> = {},
) =>
  [
    number,
    over.text ?? `Việc ${number} của đợt rà soát`,
    over.leads ?? "Sở Nội vụ",
    over.with ?? "Sở Tài chính",
    over.due ?? "Quý II/2027",
    over.note ?? "",
  ].join("\t")
const found = (rows: string, options = {}) =>
  read(rows, options).faults.map(({ kind, found, proposed }) => [kind, found, proposed])
const kinds = (rows: string, options = {}): FaultKind[] => read(rows, options).faults.map(({ kind }) => kind)

describe("đọc một kế hoạch", () => {
  test("kế hoạch không có lỗi nào thì không bị chê gì", () => {
    const { plan, faults } = read(`1 CHUNG\n${row("1.1")}\n${row("1.2")}\nII. RIÊNG\n${row("2.1")}`)
    expect(faults).toEqual([])
    expect(plan).toMatchObject({
      documentNumber: "15/KH-UBND",
      issuedOn: "2027-01-05",
      title: "Cung cấp dịch vụ công trực tuyến năm 2027",
      parts: [
        { number: "1", heading: "CHUNG" },
        { number: "II", heading: "RIÊNG" },
      ],
      tasks: [
        { number: "1.1", part: "1" },
        { number: "1.2", part: "1" },
        { number: "2.1", part: "II" },
      ],
    })
  })

  test("bảng kẻ bằng gạch đứng đọc như bảng có dấu tab", () => {
    const barred = `${HEADINGS}${row("1")}\n${row("2")}`
      .split("\n")
      .map((line) => `| ${line.replaceAll("\t", " | ")} |`)
    barred.splice(1, 0, "|---|---|---|---|---|---|")
    expect(readPlan(planLinesOfText(HEAD + barred.join("\n")), knowledge).plan.tasks).toHaveLength(2)
  })

  test("dòng bị ngắt sang trang được nối lại và nói ra", () => {
    const { plan, faults } = read(
      `${row("1", { text: "Rà soát các thủ tục để" })}\n\n${HEADINGS}\tđăng ký mức độ\t\t\t\t\n${row("2")}`,
    )
    expect(plan.tasks.map(({ text }) => text)).toEqual([
      "Rà soát các thủ tục để đăng ký mức độ",
      expect.anything(),
    ])
    expect(faults).toMatchObject([{ kind: "ROW_SPLIT", found: "đăng ký mức độ" }])
  })

  test("chủ trì và phối hợp ghi chung một cột vẫn được tách", () => {
    const { plan } = read("1\tViệc chung của đợt\tChủ trì: Sở Nội vụ; Phối hợp: Sở Tài chính\tQuý I/2027", {
      headings: "STT\tNhiệm vụ\tĐơn vị thực hiện\tThời hạn hoàn thành\n",
    })
    expect(plan.tasks).toMatchObject([{ leads: ["Sở Nội vụ"], coordinating: ["Sở Tài chính"] }])
  })
})

describe("số thứ tự", () => {
  test("trùng rồi thiếu: số thứ hai được đề xuất là số còn thiếu", () => {
    const rows = [row("3.1"), row("3.2"), row("3.2", { text: "Việc khác hẳn" }), row("3.4")].join("\n")
    expect(found(rows)).toEqual([
      ["DOUBLED_NUMBER", "3.2 đã dùng ở dòng 7", "3.3"],
      ["MISSING_NUMBER", "không có nhiệm vụ 3.3", expect.stringContaining("3.3")],
    ])
    const { rows: written, faults } = read(rows)
    const mended = repaired(
      written,
      faults.flatMap(({ repair }) => repair ?? []),
    )
    expect(mended.map(({ cells }) => cells.number)).toEqual(["3.1", "3.2", "3.3", "3.4"])
  })

  test("thiếu hẳn một số", () => {
    expect(found([row("1"), row("2"), row("5")].join("\n"))).toEqual([
      ["MISSING_NUMBER", "không có nhiệm vụ 3", expect.anything()],
      ["MISSING_NUMBER", "không có nhiệm vụ 4", expect.anything()],
    ])
  })

  test("số chạy qua các phần hay bắt đầu lại ở mỗi phần đều được", () => {
    const running = `I MỘT\n${row("1")}\n${row("2")}\nII HAI\n${row("3")}`
    const anew = `I MỘT\n${row("1")}\n${row("2")}\nII HAI\n${row("1")}`
    expect(kinds(running)).toEqual([])
    expect(kinds(anew)).toEqual([])
  })

  test("kế hoạch không đánh số: mỗi dòng là một nhiệm vụ, có số đề xuất", () => {
    const { plan, faults } = read([row(""), row("", { text: "Việc khác" })].join("\n"))
    expect(plan.tasks).toHaveLength(2)
    expect(faults.map(({ kind, proposed }) => [kind, proposed])).toEqual([
      ["NO_NUMBER", "đánh số 1"],
      ["NO_NUMBER", "đánh số 2"],
    ])
  })

  test("không theo trình tự", () => {
    expect(kinds([row("2"), row("3"), row("1")].join("\n"))).toContain("NUMBER_OUT_OF_ORDER")
  })
})

describe("cơ quan", () => {
  test.each([
    ["", "NO_LEAD"],
    ["Sở Thông tin và Truyền thông", "UNIT_ENDED"],
    ["UBND các huyện, thành phố", "UNIT_ENDED"],
    ["UBND các xã, phường, thị trấn", "UNIT_ENDED"],
    ["Sở Vũ trụ", "UNIT_UNKNOWN"],
    ["Các đơn vị liên quan", "UNIT_VAGUE"],
    ["UBND các xã, phường", "UNIT_SHORTENED"],
  ] as const)("chủ trì «%s»", (leads, kind) => {
    expect(kinds(row("1", { leads }))).toEqual([kind])
  })

  test("cơ quan đã sáp nhập: đề xuất cơ quan kế thừa", () => {
    expect(found(row("1", { leads: "Sở TT&TT" }))).toEqual([
      ["UNIT_ENDED", "Sở TT&TT", "Sở Khoa học và Công nghệ"],
    ])
  })

  test("trước khi bỏ cấp huyện thì UBND các huyện là đúng", () => {
    const head = HEAD.replace("năm 2027", "năm 2024")
    expect(kinds(row("1", { leads: "UBND các huyện, thành phố", due: "Quý II/2024" }), { head })).toEqual([])
  })

  test("tên viết tắt của Văn phòng là Văn phòng", () => {
    expect(kinds(row("1", { leads: "VP UBND tỉnh" }))).toEqual([])
  })

  test("vừa chủ trì vừa phối hợp", () => {
    expect(found(row("1", { with: "Sở Tài chính; Sở Nội vụ" }))).toEqual([
      ["UNIT_TWICE", "Sở Nội vụ", "bỏ ở cột Phối hợp"],
    ])
  })
})

describe("thời hạn", () => {
  test.each([
    ["", "", "DUE_MISSING"],
    ["Tháng 13/2027", "", "DUE_UNREADABLE"],
    ["Quý I/2027", "Hoàn thành quý XV/2027", "DUE_UNREADABLE"],
    ["Tháng 5", "", "DUE_VAGUE"],
    ["Sớm nhất có thể", "", "DUE_VAGUE"],
    ["Hằng năm", "", "DUE_VAGUE"],
    ["Năm 2027", "", "DUE_VAGUE"],
    ["Từ quý II/2027", "", "DUE_OPEN"],
    ["Từ quý II/2027", "Hoàn thành quý IV/2027", "DUE_IN_NOTE"],
    ["Từ quý IV/2027, hoàn thành quý II/2027", "", "DUE_CONTRADICTS"],
    ["Hoàn thành tháng 4/2027", "Hoàn thành tháng 6/2027", "DUE_CONTRADICTS"],
    ["Hoàn thành tháng 4/2026", "", "DUE_PAST"],
    ["Hoàn thành tháng 4/ năm 2027", "", "MISSPELT"],
    ["Thường xuyên", "Báo cáo hằng quý", null],
    ["Hoàn thành tháng 05/2027", "Công bố định kỳ tháng 5 hằng năm", null],
  ] as const)("«%s», ghi chú «%s»", (due, note, kind) => {
    expect(kinds(row("1", { due, note }))).toEqual(kind ? [kind] : [])
  })

  test("kế hoạch riêng của đơn vị không được xong sau việc phải làm theo nó", () => {
    const rows = [
      row("1", { text: "Xây dựng Kế hoạch của đơn vị", due: "Hoàn thành tháng 4/2027" }),
      row("2", { due: "Hoàn thành tháng 3/2027" }),
    ]
    expect(kinds(rows.join("\n"))).toEqual(["DUE_ORDER"])
  })
})

describe("lời văn và con số", () => {
  test.each([
    ["Rà soát các TTTHC của ngành", "TTTHC", "TTHC"],
    ["Báo cáo UBDN tỉnh kết quả", "UBDN", "UBND"],
    ["Nâng cấp Công dịch vụ công của tỉnh", "Công dịch vụ công", "Cổng dịch vụ công"],
    ["Cập nhật thủ tục hành chánh của tỉnh", "thủ tục hành chánh", "thủ tục hành chính"],
    ["Kết nối cơ sở dử liệu của ngành", "cơ sở dử liệu", "cơ sở dữ liệu"],
  ])("«%s»", (text, wrong, right) => {
    expect(found(row("1", { text }))).toEqual([["MISSPELT", wrong, right]])
  })

  test.each([
    "Cung cấp dịch vụ công trên Cổng Dịch vụ công quốc gia",
    "Trung tâm Phục vụ hành chính công thông tin đến người dân",
    "Thanh tra công tác viên chức, công tác viên ngành giáo dục",
    "Uỷ ban nhân dân tỉnh hoà giải theo Ủy ban nhân dân xã",
    "Kết nối VNEID, LGSP với hệ thống của tỉnh",
  ])("«%s» không có lỗi", (text) => {
    expect(kinds(row("1", { text }))).toEqual([])
  })

  test("tỷ lệ quá 100%", () => {
    expect(found(row("1", { text: "Bảo đảm 120% hồ sơ trực tuyến" }))).toEqual([
      ["PERCENT_OVER_100", "120%", "ghi tỷ lệ từ 0 đến 100%"],
    ])
  })

  test("con số trong lời văn phải bằng số dòng của bảng", () => {
    expect(found(row("1"), { head: `${HEAD}Kế hoạch gồm 24 nhiệm vụ.\n` })).toEqual([
      ["COUNT_CONTRADICTS", "24 nhiệm vụ", "bảng có 1 nhiệm vụ; sửa con số hoặc bổ sung bảng"],
    ])
  })

  test("đầu bảng sai chính tả và khác trang trước", () => {
    const rows = `${row("1")}\n${HEADINGS}${row("2")}`
    expect(kinds(rows, { headings: HEADINGS.replace("Phối hợp", "Phiếu hợp") })).toEqual([
      "HEADING_MISSPELT",
      "HEADINGS_DIFFER",
    ])
  })

  test("tệp không có bảng nhiệm vụ nào được nói ra, không phải đọc thành kế hoạch rỗng", () => {
    expect(read("", { headings: "" }).faults).toMatchObject([{ kind: "NO_TABLE" }])
  })
})
