import { MantineProvider } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import type { ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { stageUsageSheets } from "#models/indicator/staged-usage.server.ts"
import { replaceUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { aSheet } from "#test/workflows/indicators/made-facts.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

/** What a page is given, in place of a router: pages as they are sent before any script runs. */
const given = { loaded: {} as unknown }
const router = {
  useLoaderData: () => given.loaded,
  useActionData: () => undefined,
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

let office: OpenOffice
let cookie: string
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store, { stage: "issued", signing: office.runtime.signing })
  cookie = await office.signedIn({ role: "COORDINATOR" })
  vi.resetModules()
  vi.doMock("@remix-run/react", () => router)
})
afterAll(async () => {
  vi.doUnmock("@remix-run/react")
  vi.resetModules()
  await office.close()
})

const ask = (path: string, params: Record<string, string> = {}): LoaderFunctionArgs => ({
  ...office.ask(path, { cookie }),
  params,
})
type Route = { loader: (args: LoaderFunctionArgs) => Promise<unknown>; default: () => ReactNode }
const drawn = async (route: unknown, args: LoaderFunctionArgs): Promise<string> => {
  const { loader, default: Page } = route as Route
  given.loaded = await loader(args)
  return renderToStaticMarkup(
    <MantineProvider>
      <Page />
    </MantineProvider>,
  )
}

test("list and page of an indicator are drawn with figure, formula, source, list, trend and units", async () => {
  const list = await drawn(
    await import("#app/routes/_van-phong.chi-so._index.tsx"),
    ask("/chi-so?period=2023-Q1"),
  )
  expect(list).toContain("Thủ tục công khai đủ bộ phận tạo thành")
  expect(list).toContain("chưa có số liệu")
  const page = await drawn(
    await import("#app/routes/_van-phong.chi-so.$indicatorId.tsx"),
    ask("/chi-so/766-1.3?period=2023-Q1", { indicatorId: "766-1.3" }),
  )
  for (const words of [
    "[Thủ tục của tỉnh]",
    "QĐ 766/QĐ-TTg",
    "Danh sách phía sau",
    "Diễn biến",
    "So sánh đơn vị",
    "<svg",
  ])
    expect(page).toContain(words)
})

test("the import is asked for with the columns it takes, and shown before it is taken", async () => {
  const form = await drawn(await import("#app/routes/_van-phong.chi-so.nhap._index.tsx"), ask("/chi-so/nhap"))
  expect(form).toContain("Hồ sơ tiếp nhận")
  const code = (await findActiveServices())[0]?.procedureCode ?? ""
  const sheet = aSheet("so-tu-phap", "2023-01", [[code, { received: 3 }]], { generated: true })
  await office.runtime.store.inTransaction((session) => replaceUsageSheets([sheet], session))
  const { id } = (await (
    await import("#app/http/require-actor.server.ts")
  ).requireActor(ask("/chi-so").request, ask("/chi-so").context)) as { id: string }
  await stageUsageSheets("lan-1", id, [
    { ...sheet, month: "2023-02", id: "DOSSIERS:2023-02:so-tu-phap" },
    sheet,
  ])
  const preview = await drawn(
    await import("#app/routes/_van-phong.chi-so.nhap.$importId.tsx"),
    ask("/chi-so/nhap/lan-1", { importId: "lan-1" }),
  )
  expect(preview).toContain("Giống bảng đã có")
  expect(preview).toContain("Thêm mới")
  expect(preview).toContain("dữ liệu sinh để tập huấn")
})

test("the public page names quarter, figures and open files", async () => {
  const page = await drawn(
    await import("#app/routes/_cong-khai.chi-so-cong-khai._index.tsx"),
    ask("/chi-so-cong-khai"),
  )
  for (const words of ["Chỉ số quý", "results.csv", "Dữ liệu mở"]) expect(page).toContain(words)
})
