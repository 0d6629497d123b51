import { afterEach, beforeEach, expect, test } from "vitest"
import { findDispatches } from "#models/dispatch/dispatch.repository.server.ts"
import { DispatchModel } from "#models/dispatch/dispatch.schema.server.ts"
import type { Dispatch } from "#models/dispatch/dispatch.ts"
import { InboxMessageModel } from "#models/inbox-message/inbox-message.schema.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { type MailServer, openMailServer } from "#test/setup/mail-server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { keepLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { chooseMailing } from "#workflows/notices/choose-mailing.server.ts"
import { planMails } from "#workflows/notices/plan-mails.server.ts"
import { resendDispatch } from "#workflows/notices/resend-dispatch.server.ts"
import { runDispatches } from "#workflows/notices/run-dispatches.server.ts"
import { sendMail } from "#workflows/notices/send-mail.server.ts"
import { tellOfWish } from "#workflows/personal-data/tell-of-wish.server.ts"
import { readSmtpUrl } from "#workflows/smtp-address.ts"

const office = officeForEach()
let server: MailServer

const PEOPLE: [string, Role, string][] = [
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
  ["lanhdao.tuphap", "UNIT_HEAD", "so-tu-phap"],
]
const ADDRESSES = PEOPLE.map(([id]) => ({
  userId: id,
  address: `${id}@so-tu-phap.example.vn`,
  validFrom: "2022-08-15",
  validTo: null as string | null,
}))
const SPECIALIST: Actor = {
  id: "chuyenvien.tuphap",
  name: "Nguyễn Thị Thử",
  assignments: [{ role: "SPECIALIST", agencyId: "so-tu-phap" }],
}
const ADMIN: Actor = { id: "quantri", name: "Tạ Gia Huy", assignments: [{ role: "ADMIN", agencyId: "x" }] }

beforeEach(async () => {
  server = await openMailServer()
  await saveUsers(
    PEOPLE.map(([id, role, agencyId]) => ({
      id,
      fullName: id === SPECIALIST.id ? SPECIALIST.name : "Trần Văn <Trưởng>",
      passwordHash: "scrypt$1",
      assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }],
      active: true,
      trainingPassword: null,
    })),
  )
  await saveReference("mailAddresses", ADDRESSES)
})
afterEach(() => server.stop())

const frame = { baseUrl: "https://danhmuc.example.gov.vn", isTraining: false, domain: "example.gov.vn" }
const goTo = (day: string, time = "08:00:00") => office.clock.set(instantOf(day, time))
const later = (ms: number) => office.clock.set(new Date(office.clock.now().getTime() + ms))
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The worker of a process: plans what is new and sends what is due. */
const work = async (over: { store?: typeof office.d.store } = {}) => {
  const smtp = readSmtpUrl(`smtp://127.0.0.1:${server.port}`)
  if (!smtp) throw new Error("no address")
  const sender = smtpSender({ smtp, from: { name: "Danh mục", address: "danhmuc@example.gov.vn" } })
  await planMails({ ...office.d, ...over, mail: frame })
  return runDispatches({
    clock: office.clock,
    random: () => 0.999,
    senders: { MAIL: sendMail(office.d, sender) },
  })
}
/** The last day of registering: the specialist and their head hear of it, and it does not wait. */
const urgentDay = async () => {
  goTo("2023-03-31")
  await keepLedger(office.d)
}
const sent = async () =>
  (await findDispatches({}, { number: 1, size: 50 })).dispatches.sort((a, b) => (a.id < b.id ? -1 : 1))
const states = async () => (await sent()).map(({ state }) => state)

test("what does not wait is mailed at once to each person's own address, with the task, its day and a link", async () => {
  await urgentDay()
  await work()
  expect(server.mails.flatMap(({ receivers }) => receivers).sort()).toEqual(
    ADDRESSES.map(({ address }) => address),
  )
  const mail = server.mails.find(({ receivers }) => receivers[0] === ADDRESSES[0]?.address)
  expect(mail?.subject).toBe("[Khẩn] Đơn vị đăng ký xong: hạn hôm nay")
  expect(mail?.text).toContain("Kính gửi Nguyễn Thị Thử,")
  expect(mail?.text).toContain("«Năm 2023», hạn 31/03/2023.")
  const link = /https:\/\/danhmuc\.example\.gov\.vn\/thong-bao\/\S+/.exec(mail?.text ?? "")?.[0] ?? ""
  const id = decodeURIComponent(link.split("/thong-bao/")[1] ?? "")
  expect(await InboxMessageModel.exists({ _id: id, userId: SPECIALIST.id })).not.toBeNull()
  expect(mail?.html).toContain(`href="${link}"`)
  expect(mail?.headers).toContainEqual(
    expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }),
  )
  // A name is text, never markup.
  const other = server.mails.find(({ receivers }) => receivers[0] === ADDRESSES[1]?.address)
  expect(other?.html).toContain("Trần Văn &lt;Trưởng&gt;")
  expect(await states()).toEqual(["DELIVERED", "DELIVERED"])
  // Nobody learns of anybody else.
  expect(`${mail?.text}${mail?.html}`).not.toContain("Trưởng")
})

test("what may wait is told in one digest a day, at its hour, without what was read meanwhile", async () => {
  goTo("2023-03-21")
  await keepLedger(office.d)
  await work()
  expect(server.mails).toEqual([])
  goTo("2023-03-22", "06:59:59")
  await work()
  expect(server.mails).toEqual([])
  goTo("2023-03-22", "07:00:00")
  await work()
  expect(server.mails.map(({ subject }) => subject)).toEqual(["Bản tin ngày 22/03/2023: 1 thông báo"])
  await work()
  goTo("2023-03-23", "07:00:00")
  await work()
  expect(server.mails).toHaveLength(1)
  goTo("2023-03-28")
  await keepLedger(office.d)
  await InboxMessageModel.updateMany({ readAt: null }, { $set: { readAt: office.clock.now() } })
  goTo("2023-03-29")
  await work()
  expect(server.mails).toHaveLength(1)
})

test("a wish about somebody's own data is mailed without its words: they stay where they can be erased", async () => {
  const words = "Họ tên của tôi viết sai, đúng là Nguyễn Thị Thử Lại"
  const title = "Nguyễn Thị Thử đề nghị sửa dữ liệu cá nhân"
  const at = office.clock.now()
  const wish = { userId: SPECIALIST.id, title, text: words, at }
  for (const isUrgent of [true, false]) {
    await office.d.store.inTransaction((session) =>
      tellOfWish(["lanhdao.tuphap"], { ...wish, isUrgent }, session),
    )
    await chooseMailing(office.d, {
      choices: { PERSONAL_DATA: isUrgent ? "AT_ONCE" : "DIGEST" },
      revision: isUrgent ? 0 : 1,
      actor: { ...SPECIALIST, id: "lanhdao.tuphap" },
    })
    await work()
    later(24 * HOUR)
    await work()
  }
  expect(server.mails).toHaveLength(2)
  for (const { text, html } of server.mails) {
    expect(text).toContain(title)
    expect(text).toMatch(/Mở: https:\/\/danhmuc.example.gov.vn\/thong-bao\/\S+/u)
    expect(`${text}${html}`).not.toContain("Thử Lại")
  }
  expect(JSON.stringify(await sent())).not.toContain("Thử Lại")
})

test("everybody chooses for themselves: at once, in the digest, or in the system alone", async () => {
  await chooseMailing(office.d, { choices: { REVIEW: "DIGEST" }, revision: 0, actor: SPECIALIST })
  await urgentDay()
  await work()
  expect(server.asked).toEqual(["lanhdao.tuphap@so-tu-phap.example.vn"])
  goTo("2023-04-01")
  await work()
  expect(server.mails.at(-1)?.subject).toBe("Bản tin ngày 01/04/2023: 1 thông báo")
  const again = { choices: { REVIEW: "IN_APP" as const }, actor: SPECIALIST }
  await expect(chooseMailing(office.d, { ...again, revision: 0 })).rejects.toMatchObject({
    code: "CONCURRENT_EDIT",
  })
  await chooseMailing(office.d, { ...again, revision: 1 })
  expect(await InboxMessageModel.countDocuments({ mail: "WAITING" })).toBe(0)
})

test("a receiver the server does not know is refused for good, in its own words, and goes out again once the address is mended", async () => {
  server.behave({
    refuse: (to) => (to.startsWith("lanhdao") ? { code: 550, says: "5.1.1 No such user" } : null),
  })
  await urgentDay()
  await work()
  const [mine, heads] = await sent()
  expect([mine?.state, heads?.state]).toEqual(["DELIVERED", "REFUSED"])
  expect(heads?.lastError).toContain("5.1.1 No such user")
  later(24 * HOUR)
  await work()
  expect(server.asked.filter((to) => to.startsWith("lanhdao"))).toHaveLength(1)
  await saveReference("mailAddresses", [
    { ...ADDRESSES[1], address: "truong@so-tu-phap.example.vn" } as never,
  ])
  const asked = { dispatchId: heads?.id ?? "" }
  await expect(resendDispatch(office.d, { ...asked, actor: SPECIALIST })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  await resendDispatch(office.d, { ...asked, actor: ADMIN })
  await expect(resendDispatch(office.d, { ...asked, actor: ADMIN })).rejects.toMatchObject({
    code: "RULE_BROKEN",
  })
  server.behave({})
  await work()
  expect(server.mails.at(-1)?.receivers).toEqual(["truong@so-tu-phap.example.vn"])
  expect(await states()).toEqual(["DELIVERED", "DELIVERED"])
})

test("a server that asks to come back later is asked again, each time after a longer while, and gets each mail once", async () => {
  let refusals = 0
  server.behave({
    refuse: (to) => {
      if (to.startsWith("lanhdao")) return null
      refusals += 1
      return refusals <= 3 ? { code: 451, says: "4.7.1 Greylisted" } : null
    },
  })
  await urgentDay()
  const waits: number[] = []
  for (let round = 0; round < 4; round += 1) {
    await work()
    const [mine] = await sent()
    if (mine?.nextAttemptAt) {
      waits.push(mine.nextAttemptAt.getTime() - office.clock.now().getTime())
      later(waits.at(-1) ?? 0)
    }
  }
  expect(waits).toHaveLength(3)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(await states()).toEqual(["DELIVERED", "DELIVERED"])
  expect(server.mails).toHaveLength(2)
})

test("while the server is down one mail is tried and the others wait untried; when it is back all go out, once", async () => {
  await server.stop()
  await urgentDay()
  await work()
  expect((await sent()).map(({ attempts }) => attempts).toSorted()).toEqual([0, 1])
  expect(await states()).toEqual(["WAITING", "WAITING"])
  for (let hour = 0; hour < 5; hour += 1) {
    later(HOUR)
    await work()
  }
  expect(await states()).toEqual(["WAITING", "WAITING"])
  await server.start()
  later(2 * HOUR)
  await work()
  expect(await states()).toEqual(["DELIVERED", "DELIVERED"])
  expect(server.mails).toHaveLength(2)
})

test("after three days of trying a mail is given up, and says why", async () => {
  await server.stop()
  await urgentDay()
  for (let hour = 0; hour <= 80; hour += 2) {
    await work()
    later(2 * HOUR)
  }
  expect(await states()).toEqual(["GIVEN_UP", "GIVEN_UP"])
  expect((await sent())[0]?.lastError).toContain("Chưa gửi được qua máy chủ thư")
  await server.start()
})

test("a server that hangs up after taking the message gets at most one copy more, under the same Message-ID", async () => {
  await saveReference("mailAddresses", [ADDRESSES[0] as never])
  server.behave({ atData: () => "HANG_UP" })
  await urgentDay()
  for (let round = 0; round < 5; round += 1) {
    await work()
    later(2 * HOUR)
  }
  expect(server.mails).toHaveLength(2)
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
  expect(server.mails[0]?.messageId).toMatch(/^<[0-9a-f]{32}@example\.gov\.vn>$/)
  expect(await states()).toEqual(["UNKNOWN"])
})

test("a message the server will not have for what it says is refused, not repeated", async () => {
  server.behave({ atData: () => ({ code: 554, says: "5.7.1 Rejected as spam" }) })
  await urgentDay()
  await work()
  expect(await states()).toEqual(["REFUSED", "REFUSED"])
})

test("killed between sending and noting it, the next process sends one copy more at most, of the same Message-ID", async () => {
  await saveReference("mailAddresses", [ADDRESSES[0] as never])
  await urgentDay()
  const smtp = readSmtpUrl(`smtp://127.0.0.1:${server.port}`)
  if (!smtp) throw new Error("no address")
  const sender = smtpSender({ smtp, from: { name: "Danh mục", address: "danhmuc@example.gov.vn" } })
  await planMails({ ...office.d, mail: frame })
  const sends = sendMail(office.d, sender)
  const sendsAndDies = async (dispatch: Dispatch) => {
    await sends(dispatch)
    throw new Error("the process died")
  }
  const dying = runDispatches({ clock: office.clock, senders: { MAIL: sendsAndDies } })
  await expect(dying).rejects.toThrow("the process died")
  // Until the lease has run out nobody else touches it.
  await work()
  expect(server.mails).toHaveLength(1)
  expect(await states()).toEqual(["SENDING"])
  later(11 * MINUTE)
  await work()
  await work()
  later(HOUR)
  await work()
  expect(server.mails).toHaveLength(2)
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
  expect(await states()).toEqual(["DELIVERED"])
})

test("what a process that died left under way is under way no longer, even where the server is down by then", async () => {
  await urgentDay()
  await planMails({ ...office.d, mail: frame })
  const dies = async () => {
    throw new Error("the process died")
  }
  const dying = runDispatches({ clock: office.clock, senders: { MAIL: dies } })
  await expect(dying).rejects.toThrow("the process died")
  // The other one comes first now, and finds the server down.
  const [under] = (await sent()).filter(({ state }) => state === "SENDING")
  const after = new Date(office.clock.now().getTime() + MINUTE)
  await DispatchModel.updateOne({ _id: under?.id }, { nextAttemptAt: after })
  await server.stop()
  later(11 * MINUTE)
  await work()
  expect(await states()).toEqual(["WAITING", "WAITING"])
  await server.start()
  later(2 * HOUR)
  await work()
  expect(await states()).toEqual(["DELIVERED", "DELIVERED"])
})

test("two processes at once plan and send each mail once", async () => {
  await urgentDay()
  await Promise.allSettled([work(), work(), work()])
  await work()
  expect(server.mails).toHaveLength(2)
  expect(await DispatchModel.countDocuments()).toBe(2)
})

test("without a mail server nothing is planned, and what came meanwhile is not mailed later", async () => {
  await urgentDay()
  await planMails({ ...office.d, mail: null })
  await work()
  expect(server.mails).toEqual([])
  expect(await DispatchModel.countDocuments()).toBe(0)
})

test("in training every mail says so before anything else", async () => {
  await urgentDay()
  await planMails({ ...office.d, mail: { ...frame, isTraining: true } })
  await work()
  expect(server.mails).toHaveLength(2)
  for (const mail of server.mails) {
    expect(mail.subject).toMatch(/^\[TẬP HUẤN\] /)
    expect(mail.text).toMatch(/^TẬP HUẤN – không có giá trị pháp lý/)
    expect(mail.html).toContain("TẬP HUẤN – không có giá trị pháp lý")
  }
})

test("somebody who may no longer sign in, or whose address ended, gets nothing more", async () => {
  await urgentDay()
  await planMails({ ...office.d, mail: frame })
  await saveReference("mailAddresses", ADDRESSES.map((one) => ({ ...one, validTo: "2023-03-30" })) as never)
  await work()
  expect(server.asked).toEqual([])
  expect(await states()).toEqual(["CANCELLED", "CANCELLED"])
})
