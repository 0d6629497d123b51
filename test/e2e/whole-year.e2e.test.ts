import { parse } from "csv-parse/sync"
import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import {
  answerDoubts,
  confirmStep,
  doInBulk,
  editionFaults,
  freezeCatalogue,
  moveClock,
  numberIn,
  openRegistration,
  seen,
  submitTo,
  take,
  waitingFor,
} from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { typeThroughACut } from "./setup/typing.ts"
import { downloaded, type People, peopleAt, press, reload, screenFaults, visit } from "./setup/visitors.ts"

/** The year 2023 of the training province in a browser: one story, whose steps build on each other. */
describe.skipIf(isBrowserMissing())("the whole year in a browser", { timeout: 120_000 }, () => {
  const CAMPAIGN = "2023-1"
  let app: StartedApp
  let browser: Browser
  let people: People

  beforeAll(async () => {
    app = await startApp()
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  // Each step stands on those before it: after a failure the rest would only wait in vain.
  let stoppedAt = ""
  beforeEach(() => {
    if (stoppedAt) throw new Error(`the story stopped at: ${stoppedAt}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === "fail") stoppedAt ||= task.name
  })

  const as = (userId: string, options?: { scripts: boolean }) => people.official(userId, options)
  const aCitizen = (scripts: boolean) => people.citizen({ scripts })
  const DAY_MS = 86_400_000
  const RESULT =
    "Thủ tục cấp Giấy chứng nhận đăng ký gia hạn, sửa đổi, bổ sung nội dung chuyển giao công nghệ (trừ trường hợp thuộc thẩm quyền của Bộ Khoa học và Công nghệ)"
  const TRANSFER =
    "Thủ tục cấp Giấy chứng nhận đăng ký chuyển giao công nghệ (trừ trường hợp thuộc thẩm quyền của Bộ Khoa học và Công nghệ)"
  const AWARD =
    "Thủ tục cấp Giấy xác nhận đăng ký hoạt động xét tặng giải thưởng chất lượng sản phẩm, hàng hoá của tổ chức, cá nhân."

  /** Which half of the screens is looked at: SEED=… */
  const SEED = Number(process.env["SEED"] ?? 20261201)

  test(`the screens of the office are accessible and fit a phone (seed ${SEED})`, async () => {
    const lot = numbersFrom(SEED)
    const admin = await as("quantri")
    const paths = [
      "/cong-viec",
      "/dot-ra-soat",
      `/dot-ra-soat/${CAMPAIGN}`,
      `/dot-ra-soat/${CAMPAIGN}/rao-can?fall=PAYMENT`,
      `/dot-ra-soat/${CAMPAIGN}/phieu-dang-ky`,
      `/dot-ra-soat/${CAMPAIGN}/phieu-dang-ky/so-tu-phap`,
      "/tham-dinh",
      "/ban-hanh",
      `/ban-hanh/${CAMPAIGN}`,
      `/ban-hanh/${CAMPAIGN}/tac-dong?nhom=de-lai`,
      "/giao-nhan",
      "/nhap-du-lieu",
      "/nhat-ky",
      "/nhat-ky/moc",
      "/tap-huan",
      ...[
        "/thoi-han",
        "/thoi-han?standing=ALL",
        "/thong-bao",
        "/thong-bao/tuy-chon",
        "/quan-tri/da-gui",
        "/tai-khoan",
      ],
      ...["/ke-hoach", "/ke-hoach/bang-theo-doi", "/bao-cao"],
      ...["/chi-so", "/chi-so/766-3.1", "/chi-so/so-sanh", "/chi-so/chi-tieu"],
      ...["/vang-mat", "/vang-mat/moi", "/quan-tri/ban-giao"],
      ...["/quan-tri/du-lieu-ca-nhan", "/tai-khoan/du-lieu"],
      ...[
        "/thay-doi",
        "/viec-hang-loat",
        "/bo-quy-dinh",
        "/bo-quy-dinh/nd-42-2022",
        "/doi-chieu",
        "/doi-chieu/muc-do",
      ],
    ]
    const overview = [
      `/dot-ra-soat/${CAMPAIGN}/toan-canh`,
      `/dot-ra-soat/${CAMPAIGN}/toan-canh/danh-sach?list=levels`,
    ]
    const chief = await as("chanhvanphong")
    const coordinator = await as("dieuphoi")
    // Half of them, all chosen are walked before any fault is told; every screen by `npm run test:long`.
    const faults: unknown[] = []
    for (const [page, of] of [
      [admin, paths],
      [chief, overview],
      [
        coordinator,
        ["/ke-hoach/nhap", "/chi-so/nhap", "/chi-so/chi-tieu", "/cong-viec", "/tim?q=khai%20sinh"],
      ],
    ] as const)
      for (const path of of.filter(() => lot() < 1 / 2)) {
        const status = await visit(page, path)
        const found = status === 200 ? await screenFaults(page) : [status]
        if (found.length > 0) faults.push([path, ...found])
      }
    expect(faults).toEqual([])
  }, 600_000)

  test("a record that a portal refused is sent again with a word on what was mended", async () => {
    const admin = await as("quantri")
    await visit(admin, "/giao-nhan?status=rejected")
    const refused = admin.getByRole("rowheader").getByRole("link").first()
    const record = (await refused.textContent()) ?? ""
    await refused.click()
    await admin.getByLabel("Đã khắc phục điều gì").fill("Cổng tỉnh đã sửa danh mục mức độ.")
    expect(await screenFaults(admin)).toEqual([])
    await press(admin, "Gửi lại")
    await admin.getByLabel("Đã khắc phục điều gì").waitFor({ state: "detached" })
    await moveClock(admin, "Tiến 1 ngày")
    await visit(admin, "/giao-nhan?status=live&target=cong-tinh")
    await admin.getByRole("link", { name: record, exact: true }).waitFor()
  })

  test("a specialist reads the suggestion, keeps a draft and submits it to the head of the unit", async () => {
    const page = await as("chuyenvien.khcn")
    const before = await waitingFor(page, "Cần rà soát và đề xuất mức độ")
    expect(await screenFaults(page)).toEqual([])
    await openRegistration(page, "gia han sua doi bo sung noi dung chuyen giao cong nghe", RESULT)
    await seen(page, "Mức độ gợi ý theo Nghị định 42/2022/NĐ-CP")
    expect(await page.getByText(/^Gợi ý: (Đạt|Không đạt|Không áp dụng)\./).count()).toBeGreaterThan(4)
    expect(await answerDoubts(page)).toBeGreaterThanOrEqual(0)
    await seen(page, "Đã đủ để trình.")
    expect(await screenFaults(page)).toEqual([])

    const note = "Đã đối chiếu với quy trình nội bộ của Sở."
    await page.getByLabel("Ghi chú chung").fill(note)
    await take(page, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await reload(page)
    expect(await page.getByLabel("Ghi chú chung").inputValue()).toBe(note)

    await take(page, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")
    expect(await waitingFor(page, "Cần rà soát và đề xuất mức độ")).toBe(before - 1)
  })

  test("a partial level without reason and citation is not taken, and each lack is said at its field", async () => {
    const page = await as("chuyenvien.khcn")
    await openRegistration(page, "cap giay chung nhan dang ky chuyen giao cong nghe", TRANSFER)
    await page.getByRole("radio", { name: "Một phần" }).check()
    expect(await press(page, "Trình lãnh đạo đơn vị")).toBe(400)
    const alert = page.getByRole("alert")
    await alert.getByText("Mức một phần phải có lý do.").waitFor()
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true)
    await alert.getByRole("link", { name: /^Mức một phần phải dẫn quy định/ }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("citation")
    expect(await screenFaults(page)).toEqual([])
  })

  test("the head returns it with a reason, the specialist reads it and resubmits, the head signs off", async () => {
    const head = await as("lanhdao.khcn")
    const reason = "Nêu rõ cách nộp bản chính có chứng thực."
    await openRegistration(head, "gia han sua doi bo sung noi dung chuyen giao cong nghe", RESULT)
    await head.getByText("Trả lại chuyên viên", { exact: true }).first().click()
    await head.getByLabel("Lý do trả lại").fill(reason)
    await take(head, "Trả lại chuyên viên", "Đã ghi nhận: Trả lại chuyên viên.")
    expect(await screenFaults(head)).toEqual([])

    const specialist = await as("chuyenvien.khcn")
    await visit(specialist, "/cong-viec")
    await seen(specialist, `Lý do trả lại: ${reason}`)
    await specialist.getByRole("link", { name: RESULT, exact: true }).click()
    await seen(specialist, reason)
    await specialist.getByLabel("Ghi chú chung").fill("Bản chính được số hóa tại Bộ phận Một cửa.")
    await take(specialist, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")

    await openRegistration(head, "gia hạn, sửa đổi, bổ sung nội dung chuyển giao công nghệ", RESULT)
    await take(head, "Ký duyệt đăng ký", "Đã ghi nhận: Ký duyệt đăng ký.")
    await seen(head, "Đã đăng ký")
  })

  test("what is typed is kept while typing, and through a cut of the connection", async () => {
    const page = await as("chuyenvien.khcn")
    await openRegistration(page, "cap giay chung nhan dang ky chuyen giao cong nghe", TRANSFER)
    expect(await typeThroughACut(page, people)).toEqual(["Đang gõ.", "Gõ khi mất mạng.", ""])
  })

  test("a form overtaken in another tab is refused with what changed, and keeps what was typed", async () => {
    const first = await as("chuyenvien.khcn")
    await openRegistration(first, "cap giay chung nhan dang ky chuyen giao cong nghe", TRANSFER)
    const second = await people.anotherTab(first)
    await first.getByLabel("Ghi chú chung").fill("Ghi ở thẻ thứ nhất.")
    await take(first, "Lưu dự thảo", "Đã ghi nhận: Lưu dự thảo.")
    await second.getByLabel("Ghi chú chung").fill("Ghi ở thẻ thứ hai.")
    expect(await press(second, "Lưu dự thảo")).toBe(409)
    await seen(second, "Nội dung đã được bạn, ở một cửa sổ khác, sửa")
    const changed = second.getByRole("group", { name: "Ghi chú" })
    expect(await changed.textContent()).toContain("Ghi ở thẻ thứ nhất.")
    expect(await second.getByLabel("Ghi chú chung").inputValue()).toBe("Ghi ở thẻ thứ hai.")
    expect(await screenFaults(second)).toEqual([])
    await changed.getByText("Giữ của tôi").click()
    await take(second, "Lưu bản đã chọn", "Đã ghi nhận: Lưu dự thảo.")
    await second.close()
  })

  test("who may not is told so on a page of their own", async () => {
    const page = await as("chuyenvien.khcn")
    for (const path of ["/nhat-ky", "/nhap-du-lieu"]) {
      expect(await visit(page, path)).toBe(403)
      await page.getByRole("heading", { name: "Không được phép" }).waitFor()
    }
    expect(await screenFaults(page)).toEqual([])
  })

  test("a registration goes from the specialist to approval in browsers without scripts", async () => {
    const withoutScripts = { scripts: false }
    const specialist = await as("chuyenvien.khcn", withoutScripts)
    await openRegistration(specialist, "xet tang giai thuong chat luong san pham", AWARD)
    await answerDoubts(specialist)
    await take(specialist, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")
    const head = await as("lanhdao.khcn", withoutScripts)
    await openRegistration(head, "xet tang giai thuong chat luong san pham", AWARD)
    await take(head, "Ký duyệt đăng ký", "Đã ghi nhận: Ký duyệt đăng ký.")
    const reviewer = await as("thamdinh.son", withoutScripts)
    await openRegistration(reviewer, "xet tang giai thuong chat luong san pham", AWARD)
    await take(reviewer, "Nhận thẩm định", "Đã ghi nhận: Nhận thẩm định.")
    await take(reviewer, "Thẩm định đạt", "Đã ghi nhận: Thẩm định đạt.")
    const chief = await as("chanhvanphong", withoutScripts)
    await openRegistration(chief, "xet tang giai thuong chat luong san pham", AWARD)
    await take(chief, "Phê duyệt", "Đã ghi nhận: Phê duyệt.")
  })

  test("the office appraises and approves what its filters find, all at once", async () => {
    const reviewer = await as("thamdinh.thu")
    const started = await doInBulk(reviewer, { "Trạng thái": "Đã đăng ký" }, "Nhận thẩm định")
    expect(started.done).toBeGreaterThan(20)
    expect(started.done).toBe(started.total)
    expect(await screenFaults(reviewer)).toEqual([])
    const full = { "Trạng thái": "Đang thẩm định", "Mức độ đề xuất": "Toàn trình" }
    const agreed = await doInBulk(reviewer, full, "Thẩm định đạt")
    expect(agreed.done).toBeGreaterThan(10)
    expect(agreed.done).toBe(agreed.total)
    const chief = await as("chanhvanphong")
    const waiting = await waitingFor(chief, "Đã thẩm định, chờ phê duyệt")
    expect(waiting).toBeGreaterThanOrEqual(agreed.done)
    expect(await doInBulk(chief, {}, "Phê duyệt")).toEqual({ done: waiting, total: waiting })
    expect(await waitingFor(chief, "Đã thẩm định, chờ phê duyệt")).toBe(0)
  })

  test("the training bar moves by a day and to the next deadline", async () => {
    const page = await as("thamdinh.thu")
    expect(await waitingFor(page, "Đang lấy ý kiến")).toBeGreaterThan(0)
    const board = `/dot-ra-soat/${CAMPAIGN}`
    await visit(page, board)
    const aDay = await moveClock(page, "Tiến 1 ngày")
    expect(aDay).toBeGreaterThanOrEqual(DAY_MS)
    expect(aDay).toBeLessThan(DAY_MS + 600_000)
    expect(new URL(page.url()).pathname).toBe(board)
    expect(await moveClock(page, "Tới hạn kế tiếp")).toBeGreaterThan(0)
    // The day after the consultations' due date: they have lapsed and are back in appraisal.
    expect(await waitingFor(page, "Đang lấy ý kiến")).toBe(0)
  })

  const WHY_LEFT_OUT = "Đơn vị chưa hoàn thiện; đưa vào lần điều chỉnh sau."
  const DEPUTY = "Phó Chủ tịch Đinh Thị Bích Vân"

  test("the collecting is closed; without scripts the catalogue is frozen with a reason, checked, submitted and returned", async () => {
    const reviewer = await as("thamdinh.thu")
    await visit(reviewer, `/dot-ra-soat/${CAMPAIGN}`)
    await take(reviewer, "Khóa đăng ký, chuyển thẩm định", "Đang thẩm định")
    expect(await screenFaults(reviewer)).toEqual([])
    const chief = await as("chanhvanphong", { scripts: false })
    await freezeCatalogue(chief, CAMPAIGN, WHY_LEFT_OUT)
    await confirmStep(
      chief,
      CAMPAIGN,
      "Xác nhận kiểm tra nội dung",
      "Bước tiếp theo: xác nhận kiểm tra thể thức",
    )
    const clerk = await as("vanthu", { scripts: false })
    await confirmStep(clerk, CAMPAIGN, "Xác nhận kiểm tra thể thức", "Bước tiếp theo: trình ký")
    await submitTo(chief, CAMPAIGN, DEPUTY)
    const deputy = await as("phochutich", { scripts: false })
    await visit(deputy, `/ban-hanh/${CAMPAIGN}`)
    await deputy.getByText("Trả lại để hoàn thiện", { exact: true }).first().click()
    await deputy.getByLabel("Lý do trả lại").fill("Bổ sung cơ quan phối hợp tại Điều 2.")
    await take(deputy, "Trả lại để hoàn thiện", "Bước tiếp theo: tiếp tục thẩm định")
    await visit(chief, `/ban-hanh/${CAMPAIGN}`)
    await seen(chief, "Bổ sung cơ quan phối hợp tại Điều 2.")
    await take(chief, "Tiếp tục thẩm định", "Việc của bạn: tổng hợp, chốt danh mục")
  })

  test("the catalogue is frozen anew, checked, submitted, signed, numbered, sealed and issued", async () => {
    const chief = await as("chanhvanphong")
    await freezeCatalogue(chief, CAMPAIGN, WHY_LEFT_OUT)
    expect(await editionFaults(chief, CAMPAIGN)).toEqual([])
    await confirmStep(
      chief,
      CAMPAIGN,
      "Xác nhận kiểm tra nội dung",
      "Bước tiếp theo: xác nhận kiểm tra thể thức",
    )
    const clerk = await as("vanthu")
    await visit(clerk, "/cong-viec")
    await clerk.getByRole("link", { name: "Mở hồ sơ danh mục" }).click()
    await confirmStep(clerk, CAMPAIGN, "Xác nhận kiểm tra thể thức", "Bước tiếp theo: trình ký")
    await submitTo(chief, CAMPAIGN, DEPUTY)
    const deputy = await as("phochutich")
    await confirmStep(deputy, CAMPAIGN, "Ký ban hành", "Bước tiếp theo: cấp số, ngày")
    await visit(clerk, `/ban-hanh/${CAMPAIGN}`)
    await take(clerk, "Cấp số, ngày", "Việc của bạn: ký số cơ quan")
    await confirmStep(clerk, CAMPAIGN, "Ký số cơ quan", "Việc của bạn: phát hành")
    await confirmStep(clerk, CAMPAIGN, "Phát hành", "Trang công khai")
    expect(await screenFaults(clerk)).toEqual([])
  }, 240_000)

  test("the records go live on the portals and the catalogue is published", async () => {
    const clerk = await as("vanthu")
    await visit(clerk, `/ban-hanh/${CAMPAIGN}`)
    const published = clerk.getByText("Đã công khai trên các cổng", { exact: true })
    for (let days = 0; days < 5 && (await published.count()) === 0; days++)
      await moveClock(clerk, "Tiến 1 ngày")
    const isPublished = (await published.count()) === 1
    if (!isPublished) await visit(clerk, "/giao-nhan?status=parked")
    const parked = isPublished ? null : await clerk.getByRole("main").textContent()
    expect(isPublished, parked ?? "").toBe(true)
  })

  test.each([true, false])(
    "a citizen finds a procedure by words without accents, its level and its decision (scripts: %s)",
    async (scripts) => {
      const page = await aCitizen(scripts)
      await visit(page, "/danh-muc")
      await page
        .getByLabel("Tên thủ tục, mã thủ tục hoặc lĩnh vực")
        .fill("gia han sua doi bo sung noi dung chuyen giao cong nghe")
      await page.getByRole("button", { name: "Tìm", exact: true }).click()
      await seen(page, /^\d+ dịch vụ công$/)
      if (scripts) expect(await screenFaults(page)).toEqual([])
      await page.getByRole("link", { name: RESULT, exact: true }).first().click()
      await page.getByRole("heading", { level: 1, name: RESULT }).waitFor()
      const row = page.getByRole("listitem").filter({ hasText: "Sở Khoa học và Công nghệ" }).first()
      await row.getByText("Toàn trình").first().waitFor()
      if (scripts) expect(await screenFaults(page)).toEqual([])
      await row.getByRole("link", { name: /^Quyết định số \d+\/QĐ-UBND ngày .*2023$/ }).click()
      await page.waitForURL(`**/danh-muc/${CAMPAIGN}`)
      await seen(page, `${DEPUTY} ký`)
      if (scripts) expect(await screenFaults(page)).toEqual([])
    },
    60_000,
  )

  let decision: Buffer
  test("the decision and the CSV download whole, with as many rows as the page counts", async () => {
    const page = await aCitizen(true)
    await visit(page, `/danh-muc/${CAMPAIGN}`)
    const counted = numberIn(await page.getByRole("heading", { name: /^[\d.]+ dịch vụ công$/ }).textContent())
    decision = await downloaded(page, /^Quyết định \(PDF/)
    expect(decision.subarray(0, 5).toString()).toBe("%PDF-")
    const csv = await downloaded(page, /^Danh mục \(CSV\)/)
    expect(csv.subarray(0, 3).toString("hex")).toBe("efbbbf")
    expect(parse(csv, { bom: true, columns: true })).toHaveLength(counted)
  })

  test.each([true, false])(
    "the decision is valid on the verification page, a copy with one byte changed is not (scripts: %s)",
    async (scripts) => {
      const page = await aCitizen(scripts)
      const verify = async (buffer: Buffer) => {
        await visit(page, "/xac-minh")
        await page
          .getByLabel("Tệp PDF của quyết định")
          .setInputFiles({ name: "quyet-dinh.pdf", mimeType: "application/pdf", buffer })
        await press(page, "Xác minh")
      }
      await verify(decision)
      await seen(page, "Đúng là văn bản đã phát hành.")
      await seen(page, "Nguyên vẹn và đáng tin cậy.")
      await seen(page, "văn bản ký bằng chứng thư tập huấn")
      expect(await page.getByText("Hợp lệ", { exact: true }).count()).toBe(2)
      if (scripts) expect(await screenFaults(page)).toEqual([])
      const flipped = Buffer.from(decision)
      const middle = Math.floor(flipped.length / 2)
      flipped[middle] = (flipped[middle] ?? 0) ^ 1
      await verify(flipped)
      await seen(page, "Không hợp lệ: không dùng được tệp này làm căn cứ.")
      await seen(page, "KHÔNG đáng tin cậy.")
      if (scripts) expect(await screenFaults(page)).toEqual([])
    },
    60_000,
  )

  test("nothing in the story made a browser complain", () => {
    expect(people.faults).toEqual([])
  })
})
