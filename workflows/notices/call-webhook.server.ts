import type { Dispatch } from "#models/dispatch/dispatch.ts"
import type { Outcome } from "#models/dispatch/dispatch-life.ts"
import { findWebhooks } from "#models/reference/reference.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { findWebhookSecrets } from "#models/webhook/webhook-secret.repository.server.ts"
import type { WebhookCaller } from "#workflows/gateways/webhook/webhook-caller.server.ts"

/** Calls a webhook where it is on the day of the call, signed with the secret it has then, under the same id at every try. */
export const callWebhook =
  (d: { clock: Clock }, caller: WebhookCaller) =>
  async (dispatch: Dispatch): Promise<Outcome> => {
    const today = dayOf(d.clock.now())
    const hook = (await findWebhooks()).find((one) => one.id === dispatch.receiver && isValidOn(one, today))
    const secret = (await findWebhookSecrets()).get(dispatch.receiver)
    if (dispatch.channel !== "WEBHOOK" || !hook || !secret)
      return { is: "NO_RECEIVER", address: null, message: "Điểm nhận tin này đã hết hiệu lực." }
    if (secret.secret === null)
      return {
        is: "NO_RECEIVER",
        address: null,
        message:
          "Khóa của điểm nhận tin không đọc được trên máy này (khác SESSION_SECRET lúc cấp). Cấp khóa mới cho điểm nhận ở Quản trị.",
      }
    const id = `msg_${sha256(dispatch.id).slice(0, 32)}`
    return caller.call({ id, url: hook.url, secret: secret.secret, body: dispatch.content.body })
  }
