import { MantineProvider } from "@mantine/core"
import type { ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"

/** What a page is given, in place of a router: pages as they are sent before any script runs. */
const given = { loaded: {} as unknown, answered: undefined as unknown }
const router = {
  useLoaderData: () => given.loaded,
  useActionData: () => given.answered,
  useNavigation: () => ({ state: "idle" }),
  useSearchParams: () => [new URLSearchParams()],
  useLocation: () => ({ pathname: "/", search: "" }),
  Link: ({ to, children, ...rest }: { to: string; children: ReactNode }) => (
    <a href={to} {...rest}>
      {children}
    </a>
  ),
  Form: ({ children, ...rest }: { children: ReactNode }) => <form {...rest}>{children}</form>,
}

type Page = () => ReactNode
let MyWork: Page
let ReturnOverview: Page
let UnitReturn: Page
let ReturnReceipt: Page
// Files share a process: the pages are loaded anew for the router given here, and left to the next file as they were.
beforeAll(async () => {
  vi.resetModules()
  vi.doMock("@remix-run/react", () => router)
  MyWork = (await import("#app/routes/_van-phong.cong-viec/route.tsx")).default
  ReturnOverview = (await import("#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky._index.tsx"))
    .default
  UnitReturn = (
    await import("#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId/route.tsx")
  ).default
  ReturnReceipt = (
    await import("#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId_.lan.$sequence.tsx")
  ).default
})
afterAll(() => {
  vi.doUnmock("@remix-run/react")
  vi.resetModules()
})

beforeEach(() => {
  given.answered = undefined
})

const pageOf = (Page: () => ReactNode, loaded: unknown): string => {
  given.loaded = loaded
  return renderToStaticMarkup(
    <MantineProvider>
      <Page />
    </MantineProvider>,
  )
}

const COUNTS = { UNIT: 2, HEAD: 2, UNSENT: 1, SENT: 1, total: 6 }
const line = (id: string, doubt: string) => ({
  id,
  revision: 3,
  serviceCode: `${id}.01`,
  procedureName: `Thủ tục ${id}`,
  caseName: "",
  level: "FULL",
  doubt,
  refusal: null,
})
const unit = {
  campaign: { id: "2023-1", name: "Năm 2023" },
  agency: { id: "so-tu-phap", name: "Sở Tư pháp" },
  today: "2023-04-02",
  dueOn: "2023-03-31",
  counts: COUNTS,
  standing: { state: "PARTLY", daysLate: 2 },
  parts: [],
  clear: [line("1.000001", "")],
  doubtful: [line("1.000002", "đ) Thanh toán chưa rõ.")],
  unsent: [line("1.000003", "")],
  form: { sendingId: "a", nextNumber: 2, symbol: "STP-KSTT", position: "GIÁM ĐỐC" },
  seesAll: false,
}

test("a head's form ticks what is clear and leaves what is doubtful to be ticked, in a plain form", () => {
  const page = pageOf(UnitReturn, unit)
  expect(page).toContain("trễ 2 ngày")
  const boxes = [...page.matchAll(/<input[^>]*name="rows\[\]"[^>]*>/gu)].map(([box]) => box)
  expect(boxes.map((box) => [/value="([^"]*)"/u.exec(box)?.[1], box.includes('checked=""')])).toEqual([
    ["3 1.000002", false],
    ["3 1.000001", true],
  ])
  expect(page).toContain("Thanh toán chưa rõ")
  expect(page).toMatch(/<form[^>]*method="post"/u)
})

test("after a refusal what was ticked and typed is still there, with what was wrong beside it", () => {
  given.answered = {
    errors: { number: ["Số công văn từ 1."] },
    values: { rows: ["3 1.000002"], number: "0", symbol: "X-Y" },
    conflict: null,
    message: "",
  }
  const page = pageOf(UnitReturn, unit)
  const ticked = [...page.matchAll(/<input[^>]*name="rows\[\]"[^>]*>/gu)]
    .map(([box]) => box)
    .filter((box) => box.includes('checked=""'))
  expect(ticked.join("")).toContain("3 1.000002")
  expect(page).toContain("Số công văn từ 1.")
  expect(page).toContain('value="X-Y"')
})

test("the province's list says how many and leads to each unit and each list", () => {
  const page = pageOf(ReturnOverview, {
    campaign: unit.campaign,
    dueOn: unit.dueOn,
    today: unit.today,
    list: null,
    lists: { COMPLETE: 1, PARTLY: 1, UNSENT: 0, OPEN: 3, LATE: 4 },
    total: 5,
    rows: [
      {
        agencyId: "so-tu-phap",
        agencyName: "Sở Tư pháp",
        counts: COUNTS,
        standing: unit.standing,
        last: { sequence: 1, number: "01/STP-KSTT", at: new Date("2023-03-20T01:00:00Z") },
        letters: 1,
      },
    ],
    choices: [
      { list: null, label: "Mọi đơn vị", count: 5 },
      { list: "LATE", label: "Trễ hạn", count: 4 },
    ],
  })
  expect(page).toContain("1/5 đơn vị đã gửi đủ, 4 đơn vị trễ")
  expect(page).toContain('href="/dot-ra-soat/2023-1/phieu-dang-ky?loc=LATE"')
  expect(page).toContain('href="/dot-ra-soat/2023-1/phieu-dang-ky/so-tu-phap/lan/1"')
})

test("the receipt says what went out, and offers its three files", () => {
  const page = pageOf(ReturnReceipt, {
    part: {
      campaignId: "2023-1",
      agencyId: "so-tu-phap",
      sequence: 1,
      sender: { name: "Sở Tư pháp" },
      by: { id: "a", name: "Lê Thị Hoa" },
      at: new Date("2023-04-02T01:00:00Z"),
      day: "2023-04-02",
      dueOn: "2023-03-31",
      rows: [],
      left: 3,
    },
    number: "01/STP-KSTT",
    levels: "",
    isNew: true,
  })
  expect(page).toContain('role="alert"')
  expect(page).toContain("gửi sau hạn")
  for (const file of ["cong-van.pdf", "cong-van.docx", "bien-nhan.pdf"])
    expect(page).toContain(`/phieu-dang-ky/so-tu-phap/lan/1/${file}`)
})

test("the work list says its counts as links, and what others have with since when and with whom", () => {
  const page = pageOf(MyWork, {
    today: "2023-04-02",
    view: {},
    counts: {
      places: { MINE: 25, UNCLAIMED: 86, OTHERS: 0 },
      urgencies: { LATE: 2, SOON: 5, LATER: 18 },
    },
    waiting: [
      {
        campaignId: "2023-1",
        what: "Chờ lãnh đạo đơn vị ký duyệt",
        count: 12,
        states: ["awaitingUnitHead"],
        agencyId: "so-tu-phap",
        role: "UNIT_HEAD",
        since: "2023-03-08",
        with: ["Lê Thị Hoa"],
        more: 0,
      },
    ],
    inPlaceOf: [],
    stuck: { count: 0, items: [] },
    officeActs: [],
    planWork: [],
    campaigns: [
      {
        campaign: { id: "2023-1", name: "Năm 2023", openedOn: "2023-03-06" },
        deadlines: [],
        sections: [],
        editionStep: null,
        signedDecision: null,
        standing: { lockable: null, waiting: [], leftBehind: null },
      },
    ],
  })
  expect(page).toContain("25 việc, 2 quá hạn")
  for (const words of [
    "Của tôi (25)",
    "Chưa ai nhận (86)",
    "Chờ người khác (12)",
    "Quá hạn (2)",
    "Sau đó (18)",
  ])
    expect(page).toContain(words)
  expect(page).toContain("Lê Thị Hoa")
  expect(page).toContain("08/03/2023")
})
