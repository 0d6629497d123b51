import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { TOTP } from "otpauth"
import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { addDays, dayOf, formatDay, yearOf } from "#models/shared/dates.ts"
import { openStore } from "#models/store/connection.server.ts"
import { SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { twoLevelTable } from "#seeds/nation/two-level-table.ts"
import { aForeignSigner } from "#test/setup/a-foreign-signer.ts"
import { aLargePicture } from "#test/setup/a-large-picture.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { TRAINING_TOKEN } from "#workflows/gateways/portals/simulator/training-token.ts"
import { anAuthority } from "../workflows/gateways/signing/an-authority.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import {
  answerDoubts,
  confirmStep,
  doInBulk,
  freezeCatalogue,
  numberIn,
  seen,
  submitTo,
  take,
} from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { startTlsFront } from "./setup/tls-front.ts"
import { downloaded, type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

const COURSE =
  "Người đề nghị nộp hồ sơ trên Cổng Dịch vụ công quốc gia và nhận phiếu tiếp nhận qua tài khoản của mình;Cơ quan giải quyết đối chiếu hồ sơ với cơ sở dữ liệu và thông báo một lần nếu hồ sơ chưa đủ;Cơ quan giải quyết ký số và trả kết quả trực tuyến cho người đề nghị"

/**
 * A row of the compact table with its course told in full, as a whole list has it, so that rules and like procedures may be sure; the
 * notaries' first is kept partial by what it says.
 */
const toldInFull = (row: Record<string, string>, index: number, all: Record<string, string>[]) => {
  const isFirstOfNotaries = all.findIndex((other) => other["Mã lĩnh vực"] === "G15-TP03") === index
  return {
    ...row,
    "QĐ Công bố": `100/QĐ-${row["Mã lĩnh vực"]?.split("-")[0]}`,
    "Cách thức thực hiện": "Trực tiếp; Trực tuyến; Bưu chính công ích",
    Phí: "Không",
    "Lệ phí": "Không",
    "Thành phần hồ sơ": "Đơn đề nghị [chính: 1; sao: 0; mẫu; mẫu điện tử]",
    "Trình tự": isFirstOfNotaries ? `${COURSE};Người đề nghị phải có mặt tại Sở để ký nhận` : COURSE,
    "Yêu cầu, điều kiện": "",
    "Toàn trình theo CSDLQG": "Có",
  }
}

/**
 * A province from an empty folder to a catalogue in force, on the machine's own day: by the README's section, in browsers, behind
 * TLS, with keys of an authority of its own. Nothing of training is on the way. One story, whose steps build on each other.
 */
describe.skipIf(isBrowserMissing())("Đà Nẵng begins its work in a browser", { timeout: 240_000 }, () => {
  const KEYS_PASSWORD = "mật khẩu khóa"
  const OWN_PASSWORD = "mười hai ký tự trở lên"
  const CITY = "Ủy ban nhân dân thành phố Đà Nẵng"
  const PORTALS = {
    "cong-quoc-gia": "Dịch vụ, theo Cổng Dịch vụ công quốc gia",
    "du-lieu-mo": "Danh mục, theo cổng dữ liệu mở",
  }
  const FIELDS = ["G06-KC01", "G06-KC02", "G06-KC03", "G06-KC04", "G15-TP03"]
  const PROPOSERS = { "so-khoa-hoc-va-cong-nghe": "khcn", "so-tu-phap": "tuphap" }
  const today = dayOf(new Date())
  const campaign = `${yearOf(today)}-1`
  const passwords = new Map([["quan.tri", OWN_PASSWORD]])

  let folder: string
  let authority: ReturnType<typeof anAuthority>
  let software: ReturnType<typeof aForeignSigner>
  let portals: Awaited<ReturnType<typeof startPortalSimulator>>
  let front: Awaited<ReturnType<typeof startTlsFront>>
  let app: StartedApp
  let browser: Browser
  let people: People

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "da-nang-"))
    authority = anAuthority()
    authority.keyFile("chu-tich", "Lê Văn Chủ", "rsa", KEYS_PASSWORD)
    authority.keyFile("con-dau", CITY, "ec", KEYS_PASSWORD)
    writeFileSync(join(authority.folder, "chu-tich.png"), aLargePicture())
    software = aForeignSigner(CITY)
    mkdirSync(join(folder, "trust"))
    writeFileSync(join(folder, "trust/ca.crt"), authority.certificate)
    writeFileSync(join(folder, "trust/ca-phan-mem.crt"), software.authority)
    portals = await startPortalSimulator({ port: 0 })
    front = await startTlsFront()
    app = await startApp({
      env: {
        TRAINING_MODE: "false",
        NODE_ENV: "production",
        PUBLIC_URL: front.url,
        TRUST_PROXY: "1",
        HOST: "127.0.0.1",
        SIGNING_KEYS: authority.folder,
        SIGNING_KEYS_PASSWORD: KEYS_PASSWORD,
        TRUSTED_CERTIFICATES: join(folder, "trust"),
        PORTAL_TOKENS: JSON.stringify(
          Object.fromEntries(Object.keys(PORTALS).map((id) => [id, TRAINING_TOKEN])),
        ),
      },
    })
    // The addresses come after the line the start is known by.
    await vi.waitFor(() => expect(app.output()).toContain("/thiet-lap"), 10_000)
    front.leadsTo(Number(/Lắng nghe:\s+\S+ cổng (\d+)/.exec(app.output())?.[1]))
    browser = await launchBrowser()
    people = peopleAt(browser, front.url, {
      passwordOf: (id) => passwords.get(id) ?? "",
      chosenPassword: OWN_PASSWORD,
    })
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await front?.close()
    await portals?.close()
    authority?.close()
    software?.close()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })
  let stoppedAt = ""
  beforeEach(() => {
    if (stoppedAt) throw new Error(`the story stopped at: ${stoppedAt}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === "fail") stoppedAt ||= task.name
  })

  const as = (userId: string) => people.official(userId)

  /** What «Sẵn sàng ban hành» lists for today, kind by kind. */
  const missing = async (page: Page): Promise<string[]> => {
    await visit(page, `/quan-tri/san-sang?ngay=${today}`)
    await page.getByRole("heading", { level: 1, name: "Sẵn sàng ban hành" }).waitFor()
    const kinds = await page.getByRole("heading", { level: 2 }).allTextContents()
    return kinds.map((kind) => kind.replace(/ \([\d.]+\)$/, ""))
  }

  /** Submits the draft that is open, has it confirmed by the chief of office, who stays on its page. */
  const confirmDraft = async (drafter: Page): Promise<Page> => {
    await take(drafter, "Trình xác nhận thay đổi dữ liệu nền", /không tự xác nhận được/)
    const chief = await as("chanh.van.phong")
    await visit(chief, new URL(drafter.url()).pathname)
    const asked = chief.getByLabel(/^Ghi lại số mục bị chuyển/)
    if ((await asked.count()) > 0)
      await asked.fill(
        String(
          numberIn(
            (await chief
              .getByText(/^Ghi lại số mục/)
              .first()
              .textContent()) ?? "",
          ),
        ),
      )
    await press(chief, "Xác nhận thay đổi dữ liệu nền")
    return chief
  }

  /** Sends a table of office data as a file, compared before anything is taken, and has it confirmed. */
  const importTable = async (table: string, rows: string[][]): Promise<Page> => {
    const admin = await as("quan.tri")
    await visit(admin, `/quan-tri/${table}/nhap`)
    await admin.getByLabel("Lý do, căn cứ của thay đổi").fill("Bắt đầu làm việc")
    const file = { name: `${table}.csv`, mimeType: "text/csv", buffer: Buffer.from(stringify(rows)) }
    await admin.locator('input[type="file"]').setInputFiles(file)
    await press(admin, "So sánh với bảng đang có")
    await admin.waitForURL(/thay-doi\//)
    return confirmDraft(admin)
  }

  /** Proposes the first service that the rules would provide partly, with its reason, act and article. */
  const proposePartly = async (page: Page): Promise<void> => {
    await visit(page, "/tham-dinh")
    await page.getByRole("row").filter({ hasText: "Một phần" }).getByRole("link").first().click()
    await page.getByRole("heading", { name: "Trả lời tiêu chí và đề xuất" }).waitFor()
    await answerDoubts(page)
    await page.getByRole("radio", { name: "Một phần" }).check()
    await page.getByLabel("Lý do chỉ thực hiện một phần").selectOption({ index: 1 })
    await page.getByLabel("Căn cứ pháp luật chuyên ngành").selectOption({ index: 1 })
    await page.getByLabel("Điều", { exact: true }).fill("7")
    await take(page, "Trình lãnh đạo đơn vị", "Đã ghi nhận: Trình lãnh đạo đơn vị.")
  }

  test("an empty store asks for the code that was printed, and takes the province as corrected on screen", async () => {
    const page = await people.citizen()
    await visit(page, "/")
    expect(new URL(page.url()).pathname).toBe("/thiet-lap")
    await page.getByLabel("Mã thiết lập").fill(/mã dùng một lần:\s+(\S+)/.exec(app.output())?.[1] ?? "")
    await page.getByLabel("Tỉnh, thành phố").selectOption("48")
    await page.getByRole("button", { name: "Tiếp tục" }).click()
    await seen(page, "94 xã")
    const codes = await page.locator('input[name$=".orgCode"]').all()
    for (const [index, code] of codes.entries())
      if ((await code.inputValue()) === "") await code.fill(`H17.${200 + index}`)
    await page.locator("input[name='admin.id']").fill("quan.tri")
    await page.locator("input[name='admin.fullName']").fill("Trần Văn Quản")
    for (const name of ["admin.password", "again.password"])
      await page.locator(`input[name='${name}']`).fill(OWN_PASSWORD)
    await page.getByRole("button", { name: "Thiết lập và đăng nhập" }).click()
    await page.getByRole("heading", { level: 1, name: "Sẵn sàng ban hành" }).waitFor()
    const admin = await as("quan.tri")
    expect(await missing(admin)).toEqual(
      expect.arrayContaining(["Cổng nhận bản ghi", "Người ký", "Con người", "Thủ tục"]),
    )
    expect(await missing(admin)).not.toContain("Mã đơn vị")
  })

  test("people come in by the hand of two, each with a password that is told once", async () => {
    const admin = await as("quan.tri")
    await visit(admin, "/quan-tri")
    await admin.getByLabel("Tên đăng nhập").fill("chanh.van.phong")
    await admin.getByLabel("Họ và tên").fill("Vũ Thị Chánh")
    await press(admin, "Thêm Chánh Văn phòng")
    passwords.set("chanh.van.phong", (await admin.locator("code").first().textContent()) ?? "")

    const staff = [
      ["tham.dinh", "Ngô Văn Thẩm", "Chuyên viên thẩm định (Văn phòng UBND cấp tỉnh)", "van-phong-ubnd-tinh"],
      ["van.thu", "Hồ Thị Văn", "Văn thư", "van-phong-ubnd-tinh"],
      ["chu.tich", "Lê Văn Chủ", "Lãnh đạo UBND cấp tỉnh", "ubnd-tinh"],
      ...Object.entries(PROPOSERS).flatMap(([agency, short]) => [
        [`cv.${short}`, `Đỗ Thị Chuyên ${short}`, "Chuyên viên", agency],
        [`ld.${short}`, `Bùi Văn Lãnh ${short}`, "Lãnh đạo đơn vị", agency],
      ]),
    ]
    const told = await importTable("nguoi-dung", [
      ["Tên đăng nhập", "Họ tên", "Đang sử dụng", "Số lần đã cấp mật khẩu"],
      ...staff.map(([id = "", fullName = ""]) => [id, fullName, "Có", "1"]),
    ])
    await seen(told, "Mật khẩu dùng một lần, chỉ hiện ở đây một lần")
    for (const line of await told.getByRole("alert").getByRole("listitem").all()) {
      const id = /\(([a-z.]+)\)/.exec((await line.textContent()) ?? "")?.[1] ?? ""
      passwords.set(id, (await line.locator("code").textContent()) ?? "")
    }
    expect(passwords.size).toBe(staff.length + 2)
    const given = await importTable("phan-cong", [
      ["Người", "Vai trò", "Cơ quan", "Từ ngày", "Đến hết ngày"],
      ...staff.map(([id = "", , role = "", agency = ""]) => [id, role, agency, formatDay(today), ""]),
    ])
    await seen(given, "Có hiệu lực")
  })

  test("the signatory, the portals and the list: the office has all it needs, and its page lists nothing", async () => {
    const admin = await as("quan.tri")
    const addRow = async (table: string, fill: () => Promise<void>) => {
      await visit(admin, `/quan-tri/${table}/moi`)
      await fill()
      await admin.getByLabel("Lý do, căn cứ của thay đổi").fill("Bắt đầu làm việc")
      await press(admin, "Lưu dự thảo, xem tác động")
      await admin.waitForURL(/thay-doi\//)
      await seen(await confirmDraft(admin), "Có hiệu lực")
    }
    await addRow("tham-quyen-ky", async () => {
      await admin.getByLabel("Người ký").selectOption("chu.tich")
      await admin.getByLabel("Quyền hạn ký").selectOption("HEAD")
      await admin.getByLabel("Chức vụ ghi trên văn bản").fill("Chủ tịch")
      await admin.getByLabel("Căn cứ", { exact: true }).fill("Nghị quyết số 10/NQ-HĐND ngày 20/6/2026")
      await admin.getByLabel("Từ ngày").fill(today)
    })
    for (const [id, record] of Object.entries(PORTALS)) {
      await addRow("cong", async () => {
        await admin.getByLabel("Mã cổng").fill(id)
        await admin.getByLabel("Tên cổng").fill(`Cổng ${id}`)
        await admin.getByLabel("Bản ghi nhận").selectOption({ label: record })
        await admin.getByLabel("Địa chỉ").fill(`${portals.url}/${id}`)
        await admin.getByLabel("Từ ngày").fill(today)
      })
      await visit(admin, `/quan-tri/cong/thu-ket-noi/${id}`)
      await take(admin, "Thử kết nối", "Kết nối được.")
    }

    const reviewer = await as("tham.dinh")
    await visit(reviewer, "/nhap-du-lieu")
    const all: Record<string, string>[] = parse(Buffer.from(twoLevelTable()), { columns: true })
    const list = all.filter((row) => FIELDS.includes(row["Mã lĩnh vực"] ?? "")).map(toldInFull)
    const file = {
      name: "danh-sach.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(stringify(list, { header: true })),
    }
    await reviewer.locator('input[type="file"]').setInputFiles(file)
    await press(reviewer, "Xem trước")
    await reviewer.waitForURL(/xem-truoc/)
    await take(reviewer, `Nhập ${list.length} dòng vào sổ`, "Đã nhận")

    expect(await missing(admin)).toEqual([])
    await seen(admin, `Ngày ${formatDay(today)}: không còn thiếu gì.`)
    expect(await screenFaults(admin)).toEqual([])
  })

  test("the review of the year is opened, proposed and signed off in bulk by the people of the units", async () => {
    const chief = await as("tham.dinh")
    await visit(chief, "/dot-ra-soat")
    const days = { registerBy: 10, appraiseBy: 20, announceBy: 30, publishBy: 45 }
    for (const [name, after] of Object.entries(days))
      await chief.locator(`input[name=${name}]`).fill(addDays(today, after))
    await press(chief, "Mở đợt rà soát")
    await chief.waitForURL(new RegExp(`/dot-ra-soat/${campaign}`))
    await proposePartly(await as("cv.tuphap"))
    for (const short of Object.values(PROPOSERS)) {
      const proposed = await doInBulk(await as(`cv.${short}`), {}, "Nhận gợi ý nơi mọi nguồn khớp, và trình")
      expect(proposed.done).toBeGreaterThan(0)
      const signedOff = await doInBulk(await as(`ld.${short}`), {}, "Ký duyệt")
      const byHand = short === "tuphap" ? 1 : 0
      expect(signedOff).toEqual({ done: proposed.done + byHand, total: proposed.done + byHand })
    }
  })

  test("it is appraised, approved, frozen, decided, signed with the office's keys, and numbered", async () => {
    const reviewer = await as("tham.dinh")
    const chief = await as("chanh.van.phong")
    const clerk = await as("van.thu")
    const { done } = await doInBulk(reviewer, { "Trạng thái": "Đã đăng ký" }, "Nhận thẩm định")
    expect(done).toBeGreaterThan(5)
    expect(await doInBulk(reviewer, { "Trạng thái": "Đang thẩm định" }, "Thẩm định đạt")).toEqual({
      done,
      total: done,
    })
    expect(await doInBulk(chief, {}, "Phê duyệt")).toEqual({ done, total: done })
    await visit(reviewer, `/dot-ra-soat/${campaign}`)
    await take(reviewer, "Khóa đăng ký, chuyển thẩm định", "Đang thẩm định")
    await freezeCatalogue(chief, campaign, "Chưa đủ căn cứ; đưa vào lần điều chỉnh sau.")
    await confirmStep(
      chief,
      campaign,
      "Xác nhận kiểm tra nội dung",
      "Bước tiếp theo: xác nhận kiểm tra thể thức",
    )
    await confirmStep(clerk, campaign, "Xác nhận kiểm tra thể thức", "Bước tiếp theo: trình ký")
    await submitTo(chief, campaign, "Chủ tịch Lê Văn Chủ")
    await confirmStep(await as("chu.tich"), campaign, "Ký ban hành", "Bước tiếp theo: cấp số, ngày")
    await visit(clerk, `/ban-hanh/${campaign}`)
    await take(clerk, "Cấp số, ngày", "Việc của bạn: ký số cơ quan")
  })

  test("a decision of more than two megabytes comes back from software of the agency's own, and is issued", async () => {
    const clerk = await as("van.thu")
    await visit(clerk, `/ban-hanh/${campaign}/ky-noi-khac`)
    const waiting = await downloaded(clerk, /^Tải tệp quyết định về máy/)
    const sealed = Buffer.from(software.sign(waiting, "-sign", "chu_ky_co_quan", "-etsi"))
    expect(sealed.length).toBeGreaterThan(2_000_000)
    await clerk
      .locator('input[type="file"]')
      .setInputFiles({ name: "quyet-dinh.pdf", mimeType: "application/pdf", buffer: sealed })
    await take(clerk, "Gửi tệp đã ký", "Việc của bạn: phát hành")
    await confirmStep(clerk, campaign, "Phát hành", "Trang công khai")
  })

  test("every record is live on its portal, the decision is trusted, and no page speaks of training", async () => {
    const clerk = await as("van.thu")
    await visit(clerk, `/ban-hanh/${campaign}`)
    await expect
      .poll(
        async () => {
          await visit(clerk, `/ban-hanh/${campaign}`)
          return clerk.getByText("Đã công khai trên các cổng", { exact: true }).count()
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(1)
    const citizen = await people.citizen()
    await visit(citizen, `/danh-muc/${campaign}`)
    const decision = await downloaded(citizen, /^Quyết định \(PDF/)
    const text = textAsDrawn(new Uint8Array(decision)).join("\n")
    expect(text).toContain("224/2026/NĐ-CP")
    expect(text).toContain("THÀNH PHỐ ĐÀ NẴNG")
    expect(text).toMatch(/Điều 7\b/u)
    expect(text).not.toMatch(/TẬP HUẤN|Đắk Nông|tỉnh Đà Nẵng/u)
    await visit(citizen, "/xac-minh")
    await citizen
      .locator('input[type="file"]')
      .setInputFiles({ name: "quyet-dinh.pdf", mimeType: "application/pdf", buffer: decision })
    await citizen.getByRole("button", { name: /Kiểm tra|Xác minh/ }).click()
    await seen(citizen, CITY)
    expect(await citizen.textContent("main")).not.toMatch(/tập huấn/iu)
  })

  test("the clerk sets up a second step, signs in with it elsewhere, ends that session, and is asked again before it is taken away", async () => {
    const clerk = await as("van.thu")
    await visit(clerk, "/tai-khoan")
    await clerk.getByRole("link", { name: "Cài xác thực hai bước" }).click()
    await clerk.getByRole("heading", { level: 1, name: "Cài xác thực hai bước" }).waitFor()
    expect(await screenFaults(clerk)).toEqual([])
    const secret = (await clerk.locator("ol code").textContent())?.replace(/\s/g, "") ?? ""
    /** The code of so many steps from now, typed before a next step begins. */
    const codeAt = async (later: number) => {
      const leftOfStep = 30_000 - (Date.now() % 30_000)
      if (leftOfStep < 12_000) await clerk.waitForTimeout(leftOfStep)
      return new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 })
    }
    await clerk.getByLabel("Mã 6 số").fill("000000")
    await clerk.getByRole("button", { name: "Cài xác thực hai bước" }).click()
    await seen(clerk, "Mã không đúng")
    await clerk.getByLabel("Mã 6 số").fill(await codeAt(-1))
    await clerk.getByRole("button", { name: "Cài xác thực hai bước" }).click()
    await seen(clerk, "Cất các mã dự phòng này")
    expect(await clerk.locator("li code").count()).toBe(10)
    await clerk.getByRole("link", { name: "Đã cất các mã, tiếp tục" }).click()
    await seen(clerk, "còn 10 mã dự phòng")
    expect(await screenFaults(clerk)).toEqual([])

    const elsewhere = await people.citizen({ scripts: false })
    await visit(elsewhere, "/dang-nhap?returnTo=/thong-bao")
    await elsewhere.locator('input[name="userId"]').fill("van.thu")
    await elsewhere.locator('input[name="password"]').fill(OWN_PASSWORD)
    await elsewhere.getByRole("button", { name: "Đăng nhập" }).click()
    await elsewhere.getByRole("heading", { level: 1, name: "Xác thực hai bước" }).waitFor()
    await visit(elsewhere, "/thong-bao")
    await elsewhere.getByLabel("Mã 6 số").fill(await codeAt(0))
    await elsewhere.getByRole("button", { name: "Xác nhận" }).click()
    await elsewhere.waitForURL("**/thong-bao")

    await visit(clerk, "/tai-khoan")
    await clerk.getByRole("button", { name: /^Kết thúc phiên trên/ }).click()
    await seen(clerk, "Đã kết thúc phiên làm việc ở nơi khác.")
    await visit(elsewhere, "/cong-viec")
    expect(elsewhere.url()).toContain("/dang-nhap")

    // Half an hour later: what is kept says so.
    const store = await openStore({ dataDir: app.dataDir, asItIs: true })
    try {
      await SignInSessionModel.updateMany(
        { userId: "van.thu" },
        { $set: { provenAt: new Date(Date.now() - 30 * 60_000) } },
      )
    } finally {
      await store.close()
    }
    await visit(clerk, "/tai-khoan")
    await clerk.getByRole("button", { name: "Bỏ xác thực hai bước" }).click()
    await clerk.getByRole("heading", { level: 1, name: "Xác nhận lại" }).waitFor()
    expect(await screenFaults(clerk)).toEqual([])
    await clerk.getByLabel(/^Mã 6 số/).fill(await codeAt(1))
    await clerk.getByRole("button", { name: "Xác nhận" }).click()
    await clerk.waitForURL("**/tai-khoan**")
    await clerk.getByRole("button", { name: "Bỏ xác thực hai bước" }).click()
    await seen(clerk, "Đã bỏ xác thực hai bước")
    expect(people.faults).toEqual([])
  })
})
