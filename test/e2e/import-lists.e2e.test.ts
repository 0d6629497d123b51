import { existsSync, mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

const EXPORTS = join(import.meta.dirname, "../../../shared/data/lists/portal-exports")
const hasExports = existsSync(EXPORTS)
if (!hasExports)
  process.stderr.write(
    "\n*** IMPORTS OF THE PORTAL'S OWN LISTS SKIPPED: no ../shared/data/lists/portal-exports here. ***\n\n",
  )

/** A decision's annex as Word keeps it, under headings nobody has told us of. */
const anAnnex = async (): Promise<Buffer> => {
  const row = (...cells: string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
  const table = new Table({
    rows: [
      row("STT", "Ký hiệu riêng", "Việc phải làm", "Lĩnh vực", "Cấp thực hiện"),
      row("1", "1.002010", "Đăng ký hoạt động của tổ chức hành nghề luật sư", "Luật sư", "Cấp tỉnh"),
      row("2", "1.002032", "Thay đổi nội dung đăng ký hoạt động", "Luật sư", "Cấp tỉnh"),
    ],
  })
  const body = [new Paragraph("PHỤ LỤC"), table]
  return Packer.toBuffer(new Document({ sections: [{ children: body }] }))
}

/** Lists of others, looked at, mapped, taken, undone and taken again; then the doubtful procedures are settled. */
describe.skipIf(isBrowserMissing())("lists imported in a browser", { timeout: 300_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People
  let page: Page

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    const { store, signing } = office.runtime
    await openSmallOffice(store, { signing })
    await aStoredUser({
      id: "thamdinh.thu",
      fullName: "Lò Thị Thu",
      passwordHash: await hashPassword("tap-huan-2023"),
      assignments: [
        {
          role: "REVIEWER",
          agencyId: "van-phong-ubnd-tinh",
          validFrom: "2022-08-15",
          validTo: null,
        },
      ],
    })
    await saveReference("seeded", [{ scenario: "training" }])
    await office.close()
    app = await startApp({ dataDir })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
    page = await people.official("thamdinh.thu")
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  const shot = async (name: string): Promise<void> => {
    const folder = process.env.PICTURES
    if (!folder) return
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: width === 1280 })
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  const send = async (name: string, buffer: Buffer): Promise<void> => {
    await visit(page, "/nhap-du-lieu")
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer })
    await press(page, "Xem trước")
    await page.waitForURL("**/xem-truoc/**", { timeout: 60_000 })
  }

  const take = async (): Promise<void> => {
    const wrong = page.getByRole("checkbox", { name: /bỏ qua .* dòng sai/u })
    if (await wrong.isVisible()) await wrong.check()
    const button = page.getByRole("button", { name: /^Nhập .* dòng vào sổ$/u })
    await press(page, ((await button.textContent()) ?? "").trim())
    await page.getByText("Đã nhận", { exact: true }).first().waitFor({ timeout: 120_000 })
  }

  /** Undoes the import whose report is open; the number of procedures that went or changed. */
  const undo = async (): Promise<void> => {
    await page.getByRole("link", { name: "Hoàn tác lần nhập này" }).click()
    await page.getByRole("heading", { name: "Hoàn tác lần nhập", level: 1 }).waitFor()
    await page.getByLabel("Lý do").fill("Gửi nhầm danh sách")
    const number = page.getByLabel(/^Gõ .* để xác nhận/u)
    const button = page.getByRole("button", { name: /^Hoàn tác .* thủ tục$/u })
    const words = ((await button.textContent()) ?? "").trim()
    if (await number.isVisible()) await number.fill(/[\d.]+/u.exec(words)?.[0] ?? "")
    expect(await screenFaults(page)).toEqual([])
    await press(page, words)
    await page.getByText("Đã hoàn tác:").waitFor({ timeout: 120_000 })
  }

  test("a Word annex under strange headings is mapped, taken, undone as one act and taken again", async () => {
    const annex = await anAnnex()
    await send("phu-luc.docx", annex)
    await shot("nhap-anh-xa")
    await page.getByLabel("Ký hiệu riêng").selectOption("code")
    await page.getByLabel("Việc phải làm").selectOption("name")
    await press(page, "Xem lại theo các lựa chọn này")
    await page.getByText("Đọc 2 dòng: mới 2").waitFor()
    expect(await screenFaults(page)).toEqual([])
    await shot("nhap-xem-truoc")
    await take()
    expect(await screenFaults(page)).toEqual([])
    await shot("nhap-ket-qua")
    await undo()
    await shot("nhap-da-hoan-tac")
    // What the headings mean was told once.
    await send("phu-luc.docx", annex)
    await page.getByText("Đọc 2 dòng: mới 2").waitFor()
    await take()
    await send("phu-luc.docx", annex)
    await page
      .getByText(/Tệp này đã được Lò Thị Thu nhập lúc/u)
      .first()
      .waitFor()
  })

  test.skipIf(!hasExports).each(["BoTuPhap", "BoXayDung", "NganhangNhanuocVietNam"])(
    "the national portal's own list of %s is looked at, answered, taken, undone and taken again",
    async (ministry) => {
      const name = `danh-sach-tthc-${ministry}.xlsx`
      const bytes = readFileSync(join(EXPORTS, name))
      const answer = async () => {
        await send(name, bytes)
        await page.getByLabel(/^Suy từ tên cơ quan thực hiện/u).check()
        await page.getByLabel("Cấp tỉnh", { exact: true }).check()
        const field = page.getByLabel("Lĩnh vực của các thủ tục mới trong tệp")
        if (await field.isVisible()) await field.fill("Theo danh sách của bộ")
        await press(page, "Xem lại theo các lựa chọn này")
        await page.getByRole("button", { name: /^Nhập .* dòng vào sổ$/u }).waitFor({ timeout: 120_000 })
      }
      await answer()
      expect(await screenFaults(page)).toEqual([])
      await shot(`nhap-${ministry}`)
      await take()
      await undo()
      await answer()
      await take()
    },
  )

  test("what the rules cannot tell is ticked, its effect read, and settled with a reason", async () => {
    const doubtful = ["1.009991", "1.009992"].map((code) =>
      aNationalRecord({
        code,
        name: `Việc chưa rõ ${code}`,
        departmentsExecuting: [{ code: "", name: "Cơ quan chủ quản" }],
        cases: [{ code: `${code}.01`, name: `Việc chưa rõ ${code}` }],
      }),
    )
    await send("chua-ro.jsonl", jsonLines(...doubtful))
    await take()
    await visit(page, "/pham-vi?tim=1.00999")
    expect(await screenFaults(page)).toEqual([])
    await shot("pham-vi")
    // Nothing is answered beforehand: no box is ticked, no answer chosen.
    expect(await page.locator('input[name="codes[]"]:checked, input[name="answer"]:checked').count()).toBe(0)
    await press(page, "Xem tác động")
    await page.getByRole("alert").waitFor()
    await page.getByLabel("Chọn 1.009991 Việc chưa rõ 1.009991").check()
    await page.getByLabel("Chọn 1.009992 Việc chưa rõ 1.009992").check()
    await page.getByLabel("Không thuộc phạm vi của tỉnh").check()
    await page.getByLabel("Lý do, căn cứ").fill("Sở xác nhận không thực hiện")
    await press(page, "Xem tác động")
    await page
      .getByRole("heading", { name: /Ghi nhận «Không thuộc phạm vi của tỉnh» cho 2 thủ tục/u })
      .waitFor()
    expect(await screenFaults(page)).toEqual([])
    await shot("pham-vi-tac-dong")
    await press(page, "Ghi nhận 2 câu trả lời")
    await page.waitForURL("**/pham-vi?loai=da-tra-loi")
    await page
      .getByText(/Đã trả lời: Không thuộc phạm vi của tỉnh, Lò Thị Thu/u)
      .first()
      .waitFor()
    await shot("pham-vi-da-tra-loi")
  })

  test("without scripts the same answer is changed", async () => {
    const bare = await people.official("thamdinh.thu", { scripts: false })
    await visit(bare, "/pham-vi?loai=da-tra-loi&tim=1.009991")
    await bare.getByLabel("Chọn 1.009991 Việc chưa rõ 1.009991").check()
    await bare.getByLabel("Thuộc phạm vi của tỉnh", { exact: true }).check()
    await bare.getByLabel("Lý do, căn cứ").fill("Chi cục thuộc Sở")
    await press(bare, "Xem tác động")
    await bare.getByLabel("Chưa thêm: để đợt điều chỉnh hoặc đợt năm sau").check()
    await press(bare, "Ghi nhận 1 câu trả lời")
    await bare
      .getByText(/Đã trả lời: Thuộc phạm vi của tỉnh, Lò Thị Thu/u)
      .first()
      .waitFor()
    expect(people.faults).toEqual([])
  })
})
