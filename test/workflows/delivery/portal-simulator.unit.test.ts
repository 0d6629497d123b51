import { afterEach, beforeEach, expect, test } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import {
  type PortalSimulator,
  startPortalSimulator,
} from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { NOW } from "./an-outbox.ts"

let portals: PortalSimulator
beforeEach(async () => {
  portals = await startPortalSimulator({ port: 0, clock: fixedClock(NOW) })
})
afterEach(() => portals.close())

const get = (path: string, token = "tap-huan") =>
  fetch(`${portals.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
const order = (body: object) =>
  fetch(`${portals.url}/_faults`, { method: "POST", body: JSON.stringify(body) })

test("the simulated portals want a token and know only the portals of the province", async () => {
  expect((await get("/cong-tinh/records", "wrong")).status).toBe(401)
  expect((await get("/cong-la/records")).status).toBe(404)
  expect(await (await get("/cong-tinh/records")).json()).toEqual({ count: 0, records: [] })
  expect((await get("/cong-tinh/records/1.000894.01%40so-tu-phap")).status).toBe(404)
  expect((await get("/khong-co-gi")).status).toBe(404)
})

test("faults are ordered over HTTP, shown as often as ordered and taken back", async () => {
  expect((await order({ target: "cong-tinh", kind: "500", count: 2, on: "read" })).status).toBe(201)
  const statuses: number[] = []
  for (let n = 0; n < 3; n += 1) statuses.push((await get("/cong-tinh/records/x")).status)
  expect(statuses).toEqual([500, 500, 404])
  expect((await order({ target: "cong-tinh", kind: "lửa" })).status).toBe(400)
  await order({ target: "cong-tinh", kind: "reset", on: "read" })
  await expect(get("/cong-tinh/records/x")).rejects.toThrow()
  await order({ target: "cong-tinh", kind: "403", on: "read" })
  await fetch(`${portals.url}/_faults`, { method: "DELETE" })
  expect((await get("/cong-tinh/records/x")).status).toBe(404)
})

test("a body that is no message is refused with its fields", async () => {
  const answer = await fetch(`${portals.url}/cong-tinh/records/x`, {
    method: "PUT",
    headers: { authorization: "Bearer tap-huan" },
    body: "{",
  })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ code: "INVALID", fields: expect.any(Array) })
})

test("closing lets go of whoever hangs in a time-out", async () => {
  await order({ target: "cong-tinh", kind: "timeout", on: "read" })
  const hanging = get("/cong-tinh/records/x").catch((error: unknown) => error)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await portals.close()
  expect(await hanging).toBeInstanceOf(Error)
})
