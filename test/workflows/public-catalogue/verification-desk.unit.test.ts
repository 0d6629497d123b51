import { afterEach, expect, test, vi } from "vitest"
import { VerificationDesk } from "#workflows/public-catalogue/verification-desk.server.ts"
import { presentTurn } from "#workflows/uploads/turn.server.ts"

afterEach(() => vi.useRealTimers())

/** A check that ends when it is told to. */
const aCheck = () => {
  let end = (_outcome: string) => {}
  const ended = new Promise<string>((resolve) => {
    end = resolve
  })
  return { work: () => ended, end: (outcome: string) => end(outcome) }
}
const HERE = "203.0.113.7"

test("an answer that comes soon is told at once, and again to whoever comes back with the ticket", async () => {
  const desk = new VerificationDesk<string>()
  const ticket = desk.ask(HERE, async () => "đúng")
  expect(await desk.look(ticket)).toEqual({ state: "DONE", outcome: "đúng" })
  expect(await desk.look(ticket)).toEqual({ state: "DONE", outcome: "đúng" })
})

test("whose answer takes long is told how many files are before theirs, and gets it when it is there", async () => {
  const desk = new VerificationDesk<string>({ patienceMs: 20 })
  const { work, end } = aCheck()
  const ticket = desk.ask(HERE, () => {
    presentTurn()?.queued(() => 3)
    return work()
  })
  expect(await desk.look(ticket)).toEqual({ state: "WAITS", ahead: 3 })
  end("không đúng")
  expect(await desk.look(ticket)).toEqual({ state: "DONE", outcome: "không đúng" })
})

test("one address has so many files checked at once, and another address is not held up by it", async () => {
  const desk = new VerificationDesk<string>({ fromOnePlace: 2 })
  const checks = [aCheck(), aCheck()]
  for (const { work } of checks) desk.ask(HERE, work)
  expect(() => desk.ask(HERE, async () => "")).toThrow(
    "Từ địa chỉ mạng của bạn đang có 2 tệp chờ kiểm tra. Hãy chờ có kết quả rồi gửi tiếp.",
  )
  expect(await desk.look(desk.ask("203.0.113.8", async () => "người khác"))).toMatchObject({
    outcome: "người khác",
  })
  checks[0]?.end("xong")
  await Promise.resolve()
  expect(await desk.look(desk.ask(HERE, async () => "tệp sau"))).toMatchObject({ outcome: "tệp sau" })
})

test("a ticket nobody gave out opens nothing, and an answer is kept for ten minutes", async () => {
  vi.useFakeTimers({ toFake: ["performance"] })
  const desk = new VerificationDesk<string>()
  expect(await desk.look("AAAAAAAAAAAAAAAAAAAAAA")).toEqual({ state: "GONE" })
  const ticket = desk.ask(HERE, async () => "đúng")
  await desk.look(ticket)
  vi.advanceTimersByTime(9 * 60_000)
  expect(await desk.look(ticket)).toMatchObject({ state: "DONE" })
  vi.advanceTimersByTime(61_000)
  expect(await desk.look(ticket)).toEqual({ state: "GONE" })
})

test("of many answers the newest are kept, and a check under way never goes", async () => {
  const desk = new VerificationDesk<string>({ kept: 2, fromOnePlace: 99, patienceMs: 20 })
  const { work } = aCheck()
  const waiting = desk.ask(HERE, work)
  const tickets: string[] = []
  for (const n of [1, 2, 3, 4]) {
    const ticket = desk.ask(HERE, async () => `${n}`)
    await desk.look(ticket)
    tickets.push(ticket)
  }
  const states = []
  for (const ticket of tickets) states.push((await desk.look(ticket)).state)
  expect(states.filter((state) => state === "DONE").length).toBeLessThanOrEqual(2)
  expect(await desk.look(tickets[3] ?? "")).toMatchObject({ outcome: "4" })
  expect(await desk.look(waiting)).toEqual({ state: "WAITS", ahead: 0 })
})

test("a fault of ours is a fault for whoever waits, and leaves no ticket behind", async () => {
  const desk = new VerificationDesk<string>()
  const ticket = desk.ask(HERE, () => Promise.reject(new TypeError("lỗi của hệ thống")))
  await expect(desk.look(ticket)).rejects.toThrow("lỗi của hệ thống")
  expect(await desk.look(ticket)).toEqual({ state: "GONE" })
})

test("many files from one address push out none of another's answers, and an answer given at once is kept for nobody", async () => {
  const desk = new VerificationDesk<string>({ kept: 6, fromOnePlace: 2 })
  const mine = desk.ask("203.0.113.8", async () => "của tôi")
  await desk.look(mine)
  for (let n = 0; n < 20; n++) await desk.look(desk.ask(HERE, async () => `${n}`))
  expect(await desk.look(mine)).toMatchObject({ outcome: "của tôi" })
  const given = desk.ask(HERE, async () => "xong")
  await desk.look(given)
  desk.forget(given)
  expect(await desk.look(given)).toEqual({ state: "GONE" })
})
