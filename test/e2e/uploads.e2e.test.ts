import { once } from "node:events"
import { mkdtempSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import {
  FORM_LIMIT,
  FORM_TOO_LARGE,
  limitWords,
  READ_THROUGH,
  tooLargeWords,
  UPLOADS,
  type UploadLimit,
  VERIFICATIONS_AT_ONCE,
} from "#app/http/upload-limits.ts"
import { refusalFaults } from "./setup/answer-faults.ts"
import { addressOf } from "./setup/app-routes.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./setup/office-at-work.ts"
import { type PageForm, postedForms, untouched } from "./setup/page-forms.ts"
import { type RawAnswer, sendRaw } from "./setup/send-raw.ts"
import { typed, withFile } from "./setup/typed-forms.ts"

let office: OfficeAtWork
beforeAll(async () => {
  office = await openOfficeAtWork()
}, 240_000)
afterAll(() => office?.app.stop())

const ask = (target: string, body?: { type: string; body: Uint8Array | string }) =>
  sendRaw(office.app.url, {
    target,
    headers: {
      Cookie: office.cookie,
      Origin: office.app.url,
      // As browsers ask. Told to close, the server may have closed before all of a form it reads no further is sent.
      Connection: "keep-alive",
      ...(body ? { "Content-Type": body.type } : {}),
    },
    ...(body ? { method: "POST", body: body.body } : {}),
  })

const fileFormOn = ({ text: page }: RawAnswer, address: string): PageForm => {
  const form = postedForms(page, address).find(({ fields }) => fields.some(({ kind }) => kind === "file"))
  if (!form) throw new Error(`no form for files at ${address}`)
  return form
}
/** The form for files of a registration stands on a tab of its own. */
const addressFor = ({ route }: UploadLimit) =>
  `${addressOf(route, office.params)}${route === UPLOADS.attachment.route ? "?phan=tep" : ""}`

/** React writes an apostrophe and the like as entities. */
const says = (page: string, words: string) => page.includes(words.replaceAll("'", "&#x27;"))

describe.each(Object.entries(UPLOADS))("a form for files: %s", { timeout: 120_000 }, (_name, limit) => {
  test("says its limit, and takes a file that just keeps it", async () => {
    const address = addressFor(limit)
    const page = await ask(address)
    expect(says(page.text, limitWords(limit))).toBe(true)
    const answer = await ask(address, withFile(typed(fileFormOn(page, address)), limit.bytes))
    expect(answer.status).toBeLessThan(500)
    expect(answer.status).not.toBe(413)
  })

  test("refuses a file just over it in our frame, and keeps what was typed", async () => {
    const address = addressFor(limit)
    const form = typed(fileFormOn(await ask(address), address))
    const answer = await ask(address, withFile(form, limit.bytes + 1))
    expect(refusalFaults(answer)).toEqual([])
    expect(answer.status).toBe(413)
    expect(says(answer.text, tooLargeWords(limit))).toBe(true)
    expect(untouched(fileFormOn(answer, address))).toEqual(untouched(form))
    const byScript = await ask(`${address}.data`, withFile(form, limit.bytes + 1))
    expect([byScript.status, byScript.text.includes(tooLargeWords(limit))]).toEqual([413, true])
  })

  test("refuses unread what is far over it, with the limit and the way back", async () => {
    const address = addressFor(limit)
    const answer = await sendRaw(office.app.url, {
      method: "POST",
      target: address,
      headers: {
        Cookie: office.cookie,
        Origin: office.app.url,
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": String(READ_THROUGH.upload + 1),
      },
    })
    expect(refusalFaults(answer)).toEqual([])
    expect(answer.status).toBe(413)
    expect(says(answer.text, tooLargeWords(limit))).toBe(true)
    expect(answer.text).toContain(`href="${address}"`)
  })

  test("is read well beyond its limit", () => {
    expect(READ_THROUGH.upload).toBeGreaterThan(2 * limit.bytes)
  })
})

describe("a form without files", () => {
  const URLENCODED = "application/x-www-form-urlencoded"
  const send = async (length: number, target = addressOf("/thay-doi/:changeId", office.params)) => {
    const start = "intent=DISMISSED&note=Gi%E1%BB%AF+m%E1%BB%A9c+%C4%91%E1%BB%99&x="
    return ask(target, { type: URLENCODED, body: start + "x".repeat(length - start.length) })
  }
  test("is read up to its limit, and over it refused with what was typed", async () => {
    const over = await send(FORM_LIMIT + 1)
    expect(refusalFaults(over)).toEqual([])
    expect(over.status).toBe(413)
    expect(says(over.text, FORM_TOO_LARGE)).toBe(true)
    expect(over.text).toContain("Giữ mức độ</textarea>")
    expect((await send(FORM_LIMIT)).status).not.toBe(413)
  })
  test("is refused unread far over its limit, also where files are taken", async () => {
    for (const route of ["/thay-doi/:changeId", UPLOADS.attachment.route, "/dang-nhap"]) {
      const answer = await send(READ_THROUGH.form + 1, addressOf(route, office.params))
      expect(refusalFaults(answer)).toEqual([])
      expect([answer.status, says(answer.text, FORM_TOO_LARGE)]).toEqual([413, true])
    }
  })
})

/** Sends a whole form before it reads a word, as browsers do; the beginning of the answer. */
const sendPatiently = async (target: string, cookie: string): Promise<string> => {
  const socket = connect(Number(new URL(office.app.url).port), "localhost")
  const body = Buffer.alloc(40_000_000)
  const head = [
    `POST ${target} HTTP/1.1`,
    "Host: localhost",
    "Sec-Fetch-Site: same-origin",
    "Content-Type: multipart/form-data; boundary=x",
    `Content-Length: ${body.byteLength}`,
    `Cookie: ${cookie}`,
  ]
  socket.write(`${head.join("\r\n")}\r\n\r\n`)
  await new Promise((resolve) => socket.write(body, resolve))
  const [answer] = await once(socket, "data")
  socket.destroy()
  return String(answer)
}

test("who must send everything before hearing an answer hears it, also where nothing was read", async () => {
  expect(await sendPatiently(addressFor(UPLOADS.attachment), "")).toMatch(/^HTTP\/1.1 302 /)
  expect(await sendPatiently("/khong-co-trang-nay", office.cookie)).toMatch(/^HTTP\/1.1 413 /)
})

/** Begins to send a file to be verified, and stays in the middle of it. */
const stayInTheMiddle = () => {
  const socket = connect(Number(new URL(office.app.url).port), "localhost")
  const head = [
    "POST /xac-minh HTTP/1.1",
    "Host: localhost",
    "Sec-Fetch-Site: same-origin",
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Length: 100000",
  ]
  socket.on("error", () => {}).write(`${head.join("\r\n")}\r\n\r\n--x\r\n`)
  return socket
}

test("files of strangers that never come whole hold up the page that verifies for a moment, and no other", async () => {
  const search = "/tim?q=khai+sinh"
  expect((await ask(search)).status).toBe(200)
  const slow = Array.from({ length: VERIFICATIONS_AT_ONCE.atOnce }, stayInTheMiddle)
  await sleep(100)
  const answered: string[] = []
  const open = async (address: string) => answered.push(`${address} ${(await ask(address)).status}`)
  const verifying = open("/xac-minh")
  await open(search)
  await verifying
  expect(answered).toEqual([`${search} 200`, "/xac-minh 200"])
  for (const socket of slow) socket.destroy()
})

describe.skipIf(isBrowserMissing())("in a browser", () => {
  let browser: Browser
  const tooLarge = join(mkdtempSync(join(tmpdir(), "qua-lon-")), "danh-sach.csv")
  beforeAll(async () => {
    browser = await launchBrowser()
    writeFileSync(tooLarge, Buffer.alloc(UPLOADS.evidence.bytes + 1))
  }, 60_000)
  afterAll(() => browser?.close())

  test.each([true, false])(
    "a list that is too large is told, and what was said of it stays (scripts: %s)",
    async (scripts) => {
      const context = await browser.newContext({ baseURL: office.app.url, javaScriptEnabled: scripts })
      const [name = "", value = ""] = office.cookie.split(/=(.*)/s)
      await context.addCookies([{ name, value, url: office.app.url }])
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      let sent = 0
      page.on("request", (request) => request.method() === "POST" && sent++)
      await page.goto("/doi-chieu", { waitUntil: "networkidle" })
      await page.getByRole("textbox", { name: /^Nguồn/ }).fill("Quyết định số 5")
      await page.getByLabel("Ngày công bố").fill("01/03/2023")
      await page.getByLabel("Tỉnh, Bộ công bố").fill("Tỉnh Lâm Đồng")
      await page.getByLabel("Tệp danh sách").setInputFiles(tooLarge)
      await page.getByRole("button", { name: "Nhập danh sách" }).click()
      await page.getByRole("alert").getByText(tooLargeWords(UPLOADS.evidence)).waitFor()
      expect(await page.getByRole("textbox", { name: /^Nguồn/ }).inputValue()).toBe("Quyết định số 5")
      expect(await page.getByLabel("Ngày công bố").inputValue()).toBe("01/03/2023")
      expect(await page.getByLabel("Tỉnh, Bộ công bố").inputValue()).toBe("Tỉnh Lâm Đồng")
      expect(sent).toBe(scripts ? 0 : 1)
      await context.close()
    },
  )
})
