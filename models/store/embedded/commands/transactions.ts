import { ServerError } from "../errors.ts"
import { toDouble } from "../values/exact-number.ts"
import type { Command, CommandContext } from "./context.ts"

const fieldsOf = ({ session, command }: CommandContext) => {
  if (session === null || command["txnNumber"] === undefined)
    throw new ServerError(125, "a transaction command needs lsid and txnNumber")
  return { session, txnNumber: toDouble(command["txnNumber"]), isStart: false }
}

export const commitTransaction: Command = {
  fields: ["recoveryToken"],
  run: (context) => {
    context.sessions.commit(fieldsOf(context))
    return { reply: { ok: 1 } }
  },
}

export const abortTransaction: Command = {
  fields: ["recoveryToken"],
  run: (context) => {
    context.sessions.abort(fieldsOf(context))
    return { reply: { ok: 1 } }
  },
}
