import { type HttpHandler, HttpResponse, http } from "msw"
import { portalRecordOf } from "#models/outbox/portal-target.ts"
import type { Clock } from "#models/shared/clock.ts"
import { isoWithOffset } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { PAYLOADS, Tombstone } from "#workflows/portal-record/portal-payloads.ts"
import { WireEnvelope } from "../envelope.ts"
import { type FaultKind, FaultOrder, type PortalState } from "./portal-state.ts"
import { TRAINING_TOKEN } from "./training-token.ts"

type Params = { target: string; recordId: string }

const refuse = (status: number, code: string, message: string, more: object = {}, headers = {}) =>
  HttpResponse.json({ code, message, ...more }, { status, headers })

/**
 * The portals of records.md §7.3 as MSW handlers: headers checked, bodies parsed with the schemas of the product,
 * versions and idempotency keys kept. Served over HTTP by `startPortalSimulator`, used as they are in tests.
 */
export const portalHandlers = (state: PortalState, clock: Clock): HttpHandler[] => [
  http.post("*/_faults", async ({ request }) => {
    const order = FaultOrder.safeParse(await request.json().catch(() => null))
    if (!order.success) return refuse(400, "BAD_FAULT", order.error.message)
    state.orderFault(order.data)
    return HttpResponse.json(order.data, { status: 201 })
  }),
  http.delete("*/_faults", () => {
    state.clearFaults()
    return new HttpResponse(null, { status: 204 })
  }),
  http.get<Pick<Params, "target">>("*/:target/records", ({ params, request }) => {
    const refusal = checkCaller(request, params.target)
    if (refusal) return refusal
    const records = [...state.records(params.target).values()].map(({ envelope, withdrawn }) => ({
      recordId: envelope.recordId,
      version: envelope.version,
      edition: envelope.edition,
      withdrawn,
    }))
    return HttpResponse.json({ count: records.length, records })
  }),
  http.get<Params>("*/:target/records/:recordId", async ({ params, request }) => {
    const refusal = checkCaller(request, params.target)
    if (refusal) return refusal
    const fault = state.takeFault(params.target, "read")
    if (fault) return faulty(fault, request, state)
    const record = state.records(params.target).get(params.recordId)
    if (!record) return refuse(404, "NOT_FOUND", "Không có bản ghi này.")
    const { sentAt: _sentAt, ...shown } = record.envelope
    return HttpResponse.json(shown, {
      status: record.withdrawn ? 410 : 200,
      headers: { etag: `"${record.envelope.version}"` },
    })
  }),
  http.put<Params>("*/:target/records/:recordId", ({ params, request }) =>
    write(request, params, state, clock),
  ),
  http.delete<Params>("*/:target/records/:recordId", ({ params, request }) =>
    write(request, params, state, clock),
  ),
]

async function write(request: Request, params: Params, state: PortalState, clock: Clock): Promise<Response> {
  const refusal = checkCaller(request, params.target)
  if (refusal) return refusal
  state.countRequest()
  const fault = state.takeFault(params.target, "write")
  if (fault && !fault.endsWith("after-write")) return faulty(fault, request, state)
  const answer = await accept(request, params, state, clock)
  return fault && answer.ok ? faulty(fault, request, state) : answer
}

async function accept(request: Request, params: Params, state: PortalState, clock: Clock): Promise<Response> {
  const parsed = WireEnvelope.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return badData(parsed.error.issues)
  const envelope = parsed.data
  const key = request.headers.get("idempotency-key")
  const isDelete = request.method === "DELETE"
  if (
    envelope.target !== params.target ||
    envelope.recordId !== params.recordId ||
    key !== envelope.idempotencyKey ||
    isDelete !== (envelope.operation === "WITHDRAW")
  )
    return refuse(400, "MISMATCH", "Địa chỉ, khóa và nội dung bản tin không khớp nhau.")
  if (digestOf(envelope.payload) !== envelope.payloadSha256)
    return refuse(422, "BAD_HASH", "Mã băm không khớp nội dung.")
  const known = state.receiptFor(key)
  if (known)
    return known.payloadSha256 === envelope.payloadSha256
      ? HttpResponse.json({ ...known.receipt, status: "da-nhan" })
      : refuse(422, "KEY_REUSED", "Khóa đã dùng cho nội dung khác.")
  const payload = payloadSchema(params.target, isDelete).safeParse(envelope.payload)
  if (!payload.success) return badData(payload.error.issues)
  const conflict = checkVersion(request, envelope, state)
  if (conflict) return conflict
  const isNew = !state.records(params.target).has(params.recordId)
  const receipt = state.write(envelope, isoWithOffset(clock.now()))
  return HttpResponse.json({ ...receipt, status: "da-nhan" }, { status: isNew ? 201 : 200 })
}

/** Optimistic locking: who writes must know what stands there. */
function checkVersion(request: Request, envelope: WireEnvelope, state: PortalState): Response | null {
  const current = state.records(envelope.target).get(envelope.recordId)
  const expected = request.headers.get("if-match")?.replaceAll('"', "") ?? null
  if (!current)
    return expected === null && envelope.operation !== "WITHDRAW"
      ? null
      : refuse(404, "NOT_FOUND", "Không có bản ghi này để cập nhật.")
  const { version: currentVersion, payloadSha256 } = current.envelope
  if (currentVersion > envelope.version)
    return refuse(409, "NEWER", "Cổng đang giữ phiên bản mới hơn.", { currentVersion })
  if (currentVersion === envelope.version && payloadSha256 !== envelope.payloadSha256)
    return refuse(409, "NEWER", "Cổng đang giữ nội dung khác cùng phiên bản.", { currentVersion })
  if (expected === null) return refuse(409, "EXISTS", "Bản ghi đã tồn tại.", { currentVersion })
  if (expected !== String(currentVersion))
    return refuse(412, "VERSION", "Phiên bản trên cổng đã khác.", { currentVersion })
  return null
}

const payloadSchema = (target: string, isDelete: boolean) => {
  const record = portalRecordOf({ id: target })
  return isDelete || !record ? Tombstone : PAYLOADS[record]
}

function checkCaller(request: Request, target: string): Response | null {
  if (!portalRecordOf({ id: target })) return refuse(404, "NO_SUCH_PORTAL", `Không có cổng «${target}».`)
  if (request.headers.get("authorization") === `Bearer ${TRAINING_TOKEN}`) return null
  return refuse(401, "UNAUTHENTICATED", "Thiếu hoặc sai mã truy cập.")
}

const badData = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  refuse(422, "INVALID", "Dữ liệu không hợp lệ.", {
    fields: issues.map(({ path, message }) => ({ field: path.map(String).join("."), message })),
  })

async function faulty(fault: FaultKind, request: Request, state: PortalState): Promise<Response> {
  switch (fault) {
    case "timeout":
      await ended(AbortSignal.any([request.signal, state.ended]))
      return HttpResponse.error()
    case "reset":
    case "reset-after-write":
      return HttpResponse.error()
    case "500":
    case "500-after-write":
      return refuse(500, "INTERNAL", "Lỗi nội bộ.")
    case "429":
      return refuse(429, "THROTTLED", "Gửi chậm lại.", {}, { "retry-after": "7" })
    case "401":
      return refuse(401, "UNAUTHENTICATED", "Phiên đã hết hạn.")
    case "403":
      return refuse(403, "FORBIDDEN", "Địa chỉ máy gửi chưa được cho phép.")
    case "unknown-code":
      return refuse(422, "UNKNOWN_CODE", "Mã cơ quan chưa có trong danh mục dùng chung.")
    case "reject":
      return badData([{ path: ["payload", "MucDo"], message: "Mức độ không phù hợp." }])
  }
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener("abort", () => resolve(), { once: true })
  })
