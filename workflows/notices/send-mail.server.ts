import type { Dispatch } from "#models/dispatch/dispatch.ts"
import type { Outcome } from "#models/dispatch/dispatch-life.ts"
import { findMailAddressesOn } from "#models/reference/reference.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import type { MailSender } from "#workflows/gateways/mail/mail-sender.ts"

/** Sends a mail to where its receiver's mail goes on the day it leaves: an address that was mended meanwhile is used. */
export const sendMail =
  (d: { clock: Clock }, sender: MailSender) =>
  async (dispatch: Dispatch): Promise<Outcome> => {
    const user = await findUser(dispatch.receiver)
    const address = (await findMailAddressesOn(dayOf(d.clock.now()))).get(dispatch.receiver)
    if (dispatch.channel !== "MAIL" || !user?.active || !address)
      return {
        is: "NO_RECEIVER",
        address: null,
        message: "Người nhận đã ngừng sử dụng hoặc không còn địa chỉ thư.",
      }
    return sender.send({ to: { name: user.fullName, address }, content: dispatch.content })
  }
