import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from "docx"
import { describe, expect, test } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { csv, read } from "./register-files.ts"

/** Lists of the same kinds as those kept beside the project, of other offices: made up here, with what an official expects. */

type Cell = string | { text: string; over?: number; down?: number } | null
const cellOf = (cell: Cell) => {
  if (cell === null) return null
  const { text, over = 1, down = 1 } = typeof cell === "string" ? { text: cell } : cell
  return { type: String, value: text, columnSpan: over, rowSpan: down }
}
const workbook = (...sheets: { name: string; rows: Cell[][] }[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => row.map(cellOf)) })),
  ).toBuffer()

const OWN = { own: { orgCodes: ["H36"], names: ["lam dong"] } }
const told = ({ taken }: Awaited<ReturnType<typeof read>>) =>
  taken.map(({ procedure: { code, name, fields, adminLevels } }) => [
    code,
    name,
    fields[0]?.name,
    adminLevels.join(" "),
  ])

const BIRTH = ["1.001193", "Đăng ký khai sinh", "Hộ tịch", "COMMUNE"]
const LAWYER = ["1.002010", "Đăng ký hoạt động của Văn phòng luật sư", "Luật sư", "PROVINCE"]

describe("workbooks", () => {
  test("a decision's own titles, numbered columns, other words in the headings, and a total below", async () => {
    const file = await workbook({
      name: "Phụ lục I",
      rows: [
        [
          { text: "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG", over: 2 },
          null,
          { text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", over: 3 },
        ],
        [{ text: "PHỤ LỤC I\nDANH MỤC THỦ TỤC HÀNH CHÍNH", over: 5 }],
        [{ text: "(Kèm theo Quyết định số 123/QĐ-UBND ngày 05 tháng 3 năm 2026)", over: 5 }],
        [],
        ["Số TT", "Mã số TTHC", "Tên thủ tục hành chính", "Ngành, lĩnh vực", "Thẩm quyền giải quyết"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["01", ...BIRTH.slice(0, 3), "UBND cấp xã"],
        ["02", ...LAWYER.slice(0, 3), "Sở Tư pháp"],
        [{ text: "Tổng cộng: 02 thủ tục", over: 5 }],
      ],
    })
    const answer = await read(file, {}, OWN)
    expect(told(answer)).toEqual([BIRTH, LAWYER])
    expect(answer.refused).toEqual([])
  })

  test("headings over headings: a group over code and name, crosses under each level of government", async () => {
    const file = await workbook({
      name: "DM",
      rows: [
        ["DANH MỤC RÀ SOÁT NĂM 2026"],
        [
          { text: "TT", down: 2 },
          { text: "Thủ tục hành chính", over: 2 },
          null,
          { text: "Lĩnh vực", down: 2 },
          { text: "Cấp thực hiện", over: 3 },
        ],
        [null, "Mã số", "Tên", null, "Tỉnh", "Huyện", "Xã"],
        ["1", ...BIRTH.slice(0, 3), "", "", "x"],
        ["2", ...LAWYER.slice(0, 3), "X", "", ""],
      ],
    })
    const answer = await read(file, {}, OWN)
    expect(told(answer)).toEqual([BIRTH, LAWYER])
    expect(answer.refused).toEqual([])
  })

  test("Roman sections say the field, lettered ones the level of government", async () => {
    const file = await workbook({
      name: "Sheet1",
      rows: [
        ["STT", "Mã thủ tục", "Tên thủ tục"],
        ["A", { text: "THỦ TỤC HÀNH CHÍNH CẤP TỈNH", over: 2 }],
        ["I", { text: "Lĩnh vực Luật sư (01 TTHC)", over: 2 }],
        ["1", ...LAWYER.slice(0, 2)],
        ["B", { text: "THỦ TỤC HÀNH CHÍNH CẤP XÃ", over: 2 }],
        ["I", { text: "LĨNH VỰC HỘ TỊCH", over: 2 }],
        ["1", ...BIRTH.slice(0, 2)],
      ],
    })
    const answer = await read(file, {}, OWN)
    expect(told(answer)).toEqual([LAWYER, ["1.001193", "Đăng ký khai sinh", "HỘ TỊCH", "COMMUNE"]])
    expect([answer.refused, answer.questions]).toEqual([[], []])
  })

  test("a section in one cell across the table, and the field of each section its own", async () => {
    const file = await workbook({
      name: "Danh sách",
      rows: [
        ["TT", "Tên TTHC", "Mã TTHC trên CSDLQG", "Cấp giải quyết"],
        [{ text: "I. HỘ TỊCH", over: 4 }],
        ["1", "Đăng ký khai sinh", "1.001193", "Xã"],
        [{ text: "II. Luật sư", over: 4 }],
        ["2", LAWYER[1] ?? "", "1.002010.000.00.00.H36", "Tỉnh"],
        [{ text: "Cộng", over: 2 }, null, "2", ""],
      ],
    })
    const answer = await read(file, {}, OWN)
    expect(told(answer)).toEqual([["1.001193", "Đăng ký khai sinh", "HỘ TỊCH", "COMMUNE"], LAWYER])
    expect(answer.refused).toEqual([])
  })

  test("three sheets: two lists with other headings each, and a note that is none", async () => {
    const file = await workbook(
      {
        name: "Cấp tỉnh",
        rows: [
          ["Mã TTHC", "Tên TTHC/DVC", "Thuộc lĩnh vực", "Cấp"],
          [...LAWYER.slice(0, 3), "Cấp tỉnh"],
        ],
      },
      {
        name: "Cấp xã",
        rows: [
          ["Mã số thủ tục", "Thủ tục hành chính", "Lĩnh vực", "Cấp chính quyền"],
          [...BIRTH.slice(0, 3), "UBND xã, phường, đặc khu"],
        ],
      },
      {
        name: "Ghi chú",
        rows: [
          ["Người lập", "Ngày"],
          ["Nguyễn Văn A", "05/03/2026"],
        ],
      },
    )
    const answer = await read(file, {}, OWN)
    expect(told(answer)).toEqual([LAWYER, BIRTH])
    expect(answer.warnings.join(" ")).toContain("Ghi chú")
  })

  test.each([
    ["TCVN3", ["§¨ng ký khai sinh", "Hé tÞch", "CÊp x·"]],
    ["VNI", ["Ñaêng kyù khai sinh", "Hoä tòch", "Caáp xaõ"]],
  ])(
    "letters of the %s fonts in a workbook are asked about, and read as what they show once told so",
    async (font, words) => {
      const file = await workbook({
        name: "1",
        rows: [
          ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện"],
          ["1.001193", ...words],
        ],
      })
      const { questions } = await read(file, {}, OWN)
      expect(questions).toMatchObject([{ about: "oldLetters", message: expect.stringContaining(font) }])
      expect(told(await read(file, {}, { ...OWN, answers: { convertLetters: true } }))).toEqual([BIRTH])
    },
  )

  test("levels as people write them", async () => {
    const words = [
      "UBND cấp xã",
      "Sở Tư pháp",
      "Tỉnh, xã",
      "Cấp tỉnh/Cấp xã",
      "Cấp Tỉnh; cấp Huyện",
      "UBND xã/phường",
    ]
    const rows = words.map((word, at) => [`1.00100${at}`, `Thủ tục ${at}`, "Hộ tịch", word])
    const answer = await read(csv([["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện"], ...rows]), {}, OWN)
    expect(answer.refused).toEqual([])
    expect(answer.taken.map(({ procedure }) => procedure.adminLevels.join(" "))).toEqual([
      "COMMUNE",
      "PROVINCE",
      "PROVINCE COMMUNE",
      "PROVINCE COMMUNE",
      "PROVINCE DISTRICT",
      "COMMUNE",
    ])
  })
})

describe("texts", () => {
  /** TCVN 5712:1993 by its own table: the letters of the words below. */
  const TCVN3: Record<string, number> = {
    ...{ Đ: 0xa7, ă: 0xa8, ý: 0xfd, ộ: 0xe9, ị: 0xde, ấ: 0xca, ã: 0xb7, ủ: 0xf1, ụ: 0xf4, ê: 0xaa },
    ...{ ự: 0xf9, ĩ: 0xdc, c: 0x63, ệ: 0xd6, á: 0xb8, ạ: 0xb9, ậ: 0xcb, ư: 0xad, ờ: 0xea, ì: 0xd7 },
  }
  const asTcvn3 = (text: string): Buffer =>
    Buffer.from([...text].map((letter) => TCVN3[letter] ?? letter.charCodeAt(0)))

  test("bytes of TCVN3 with semicolons and a title above", async () => {
    const answer = await read(
      asTcvn3(
        "Danh mục thủ tục\r\n\r\nMã TTHC;Tên thủ tục;Lĩnh vực;Cấp thực hiện\r\n1.001193;Đăng ký khai sinh;Hộ tịch;Cấp xã\r\n",
      ),
      {},
      OWN,
    )
    expect(told(answer)).toEqual([BIRTH])
  })

  test("a text of tabs in UTF-8 with its mark, quotes around and lines inside a cell", async () => {
    const answer = await read(
      Buffer.from(
        '\ufeffSTT\tMã số\tTên\tLĩnh vực\tCấp thực hiện\n1\t1.001193\t"Đăng ký\nkhai sinh"\tHộ tịch\tCấp xã\n',
      ),
      {},
      OWN,
    )
    expect(told(answer)).toEqual([BIRTH])
  })
})

describe("web tables named .xls", () => {
  test("as Excel saves a page: heads and bodies, cells over several rows and columns, breaks and spaces", async () => {
    const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>td{mso-number-format:"\\@"}</style></head>
<body><table><tr><td colspan="5">BÁO CÁO</td></tr></table>
<table border=1><thead><tr><th rowspan="2">STT</th><th colspan="2">Thông tin TTHC</th><th rowspan="2">Lĩnh<br>vực</th><th rowspan="2">Cấp&nbsp;thực&nbsp;hiện</th></tr><tr><th>Mã&nbsp;TTHC</th><th>Tên TTHC</th></tr></thead>
<tbody><tr><td>1<td>1.001193<td><b>Đăng ký</b> khai&nbsp;sinh<td rowspan=2>Hộ tịch<td>Cấp xã</tr>
<tr><td>2</td><td>1.000656</td><td>Đăng ký khai tử</td><td>Cấp xã</td></tr></tbody></table></body></html>`
    const answer = await read(Buffer.from(page), {}, OWN)
    expect(told(answer)).toEqual([BIRTH, ["1.000656", "Đăng ký khai tử", "Hộ tịch", "COMMUNE"]])
    expect(answer.refused).toEqual([])
  })

  test("as UTF-16, and without a word of what it is", async () => {
    const page =
      "<TABLE><TR><TD>Mã TTHC</TD><TD>Tên TTHC</TD><TD>Lĩnh vực</TD><TD>Cấp thực hiện</TD></TR><TR><TD>1.001193</TD><TD>Đăng ký khai sinh</TD><TD>Hộ tịch</TD><TD>Cấp xã</TD></TR></TABLE>"
    for (const bytes of [Buffer.from(page), Buffer.from(`\ufeff${page}`, "utf16le")])
      expect(told(await read(bytes, {}, OWN))).toEqual([BIRTH])
  })
})

describe("Word files", () => {
  const cell = (
    text: string,
    more: {
      columnSpan?: number
      verticalMerge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType]
    } = {},
  ) => new TableCell({ children: text.split("\n").map((line) => new Paragraph(line)), ...more })
  const row = (...cells: TableCell[]) => new TableRow({ children: cells })
  const wordFile = (...tables: Table[]) =>
    Packer.toBuffer(
      new Document({ sections: [{ children: tables.flatMap((table) => [table, new Paragraph("")]) }] }),
    )

  test("an annex below the decision's head, its field merged down, its headings again on the next page", async () => {
    const head = new Table({
      rows: [
        row(
          cell("UBND TỈNH LÂM ĐỒNG"),
          cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ),
      ],
    })
    const headings = () =>
      row(
        ...["TT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Cấp thực hiện"].map((text) => cell(text)),
      )
    const list = new Table({
      rows: [
        headings(),
        row(cell("I. THỦ TỤC MỚI BAN HÀNH", { columnSpan: 5 })),
        row(
          cell("1"),
          cell("1.001193"),
          cell("Đăng ký\nkhai sinh"),
          cell("Hộ tịch", { verticalMerge: VerticalMergeType.RESTART }),
          cell("Cấp xã"),
        ),
        row(
          cell("2"),
          cell("1.000656"),
          cell("Đăng ký khai tử"),
          cell("", { verticalMerge: VerticalMergeType.CONTINUE }),
          cell("Cấp xã"),
        ),
        headings(),
        row(...["3", "1.000894", "Đăng ký kết hôn", "Hộ tịch", "Cấp xã"].map((text) => cell(text))),
      ],
    })
    const answer = await read(await wordFile(head, list), {}, OWN)
    expect(told(answer)).toEqual([
      BIRTH,
      ["1.000656", "Đăng ký khai tử", "Hộ tịch", "COMMUNE"],
      ["1.000894", "Đăng ký kết hôn", "Hộ tịch", "COMMUNE"],
    ])
    expect(answer.refused).toEqual([])
  })
})

describe("letters of old fonts among Unicode", () => {
  const HEAD = ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện"]
  const namesIn = async (...rows: string[][]) =>
    (await read(csv([HEAD, ...rows]), {}, { ...OWN, answers: { convertLetters: true } })).taken.map(
      ({ procedure: { name, fields } }) => [name, fields[0]?.name],
    )

  test("a short cell that might be a word is read as its column is written, and Unicode beside it stays", async () => {
    expect(
      await namesIn(
        ["1.000001", "§¨ng ký khai sinh", "Hé tÞch", "Cấp xã"],
        ["1.000002", "Sè hé", "Bé", "Cấp xã"],
        ["1.000003", "Tài chính", "Bộ đội", "Cấp xã"],
      ),
    ).toEqual([
      ["Đăng ký khai sinh", "Hộ tịch"],
      ["Số hộ", "Bé"],
      ["Tài chính", "Bộ đội"],
    ])
  })

  test("names of other languages are nobody's old font", async () => {
    const { questions } = await read(
      csv([
        HEAD,
        [
          "1.000001",
          "Công nhận học bạ của Trường Saint-Exupéry, Israël, Curaçao",
          "Müller España",
          "Cấp tỉnh",
        ],
      ]),
      {},
      OWN,
    )
    expect(questions).toEqual([])
  })
})
