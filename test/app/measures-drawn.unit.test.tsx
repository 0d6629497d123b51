import { MantineProvider } from "@mantine/core"
import type { ReactElement, ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

const router = {
  useLocation: () => ({ pathname: "/", search: "" }),
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}
beforeAll(() => {
  vi.resetModules()
  vi.doMock("@remix-run/react", () => router)
})
afterAll(() => {
  vi.doUnmock("@remix-run/react")
  vi.resetModules()
})
const drawn = (page: ReactElement) => renderToStaticMarkup(<MantineProvider>{page}</MantineProvider>)

test("whoever confirms a formula reads old and proposed figures, each period leading to the records between", async () => {
  const { FormulaTrials } = await import("#app/components/measures/formula-trials.tsx")
  const trial = {
    key: "766-3.1~2023-10-01",
    id: "766-3.1",
    name: "Cung cấp trực tuyến",
    addresses: { a: "766-3.1@2022-08-01", b: "du-thao:1:766-3.1~2023-10-01" },
    periods: [{ id: "2023-Q2", name: "quý II/2023", old: "80%", proposed: "40%", isSame: false }],
    unitsIn: { id: "2023-Q2", label: "quý II/2023" },
    units: [{ id: "so-y-te", name: "Sở Y tế", old: "100%", proposed: "100%", isSame: true }],
    differing: 1,
  }
  const page = drawn(<FormulaTrials tried={{ trials: [trial], left: 2 }} />)
  for (const words of [
    "1 trên 2 số khác đi",
    "80%",
    "40%",
    "Sở Y tế",
    "Còn 2 chỉ số khác",
    "/chi-so/so-sanh?a=",
  ])
    expect(page).toContain(words)
  expect(drawn(<FormulaTrials tried={{ trials: [], left: 0 }} />)).toContain(
    "Không công thức nào đổi cách tính",
  )
})

test("a difference of levels is drawn with both levels, unit, clock and what to do", async () => {
  const { LevelDifferences } = await import("#app/components/measures/level-differences.tsx")
  const row = {
    code: "1.000894",
    name: "Đăng ký kết hôn",
    ours: "FULL" as const,
    theirs: null,
    severity: "MEDIUM" as const,
    agencyId: "so-tu-phap",
    unit: "Sở Tư pháp",
    since: "2023-05-31",
    days: 30,
    due: "2023-06-07",
    isLate: true,
    fix: "SEND_AGAIN" as const,
  }
  const list = { issuer: "Cổng DVCQG", publishedOn: "2023-06-20", rows: 9 }
  const page = drawn(
    <LevelDifferences
      compared={{
        kind: "NATION_LEVELS",
        label: "Mức độ của tỉnh trên Cổng DVCQG",
        list,
        agreement: {
          compared: 9,
          agreeing: 8,
          untold: 1,
          listRows: {
            all: 9,
            matched: 7,
            unlevelled: 0,
            waiting: [
              {
                line: 4,
                rowCode: "",
                rowName: "Đăng kí khai sinh",
                level: "FULL",
                procedureCode: "1.001193",
                procedureName: "Đăng ký khai sinh",
              },
            ],
            different: [],
            unmatched: [],
            notKept: 1,
          },
          rows: [row],
        },
      }}
    />,
  )
  for (const words of [
    "9 thủ tục đối chiếu",
    "8 thủ tục cùng mức",
    "Vừa",
    "không có",
    "quá hạn",
    "Gửi lại bản ghi",
    "Chưa đối chiếu 1 thủ tục",
    "9 dòng của danh sách: 7 dòng đã ghép, 1 dòng chờ ghép, 1 dòng không thuộc thủ tục nào",
    "Đăng kí khai sinh",
  ])
    expect(page).toContain(words)
})

test("a frozen figure stands beside what it is today, and leads to its list", async () => {
  const { ToldIndicators } = await import("#app/components/measures/told-indicators.tsx")
  const figure = {
    indicatorId: "emc-ho-so",
    name: "Hồ sơ trực tuyến",
    scale: "PERCENT" as const,
    decimals: 2,
    numerator: 4,
    denominator: 10,
    value: 40,
    text: "40%",
    now: "60%",
  }
  const page = drawn(
    <ToldIndicators title="Chỉ số của tỉnh đã chốt" periodId="2023-Q2" unitId="" rows={[figure]} />,
  )
  for (const words of ["40% (4/10)", "60%", "nay khác 1", "/chi-so/emc-ho-so?period=2023-Q2"])
    expect(page).toContain(words)
})
