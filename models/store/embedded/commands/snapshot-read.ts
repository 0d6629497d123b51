import { ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import type { Command, CommandContext } from "./context.ts"
import { documentField } from "./context.ts"

const READS = ["find", "aggregate", "distinct"]

/**
 * A read outside a transaction with `readConcern: snapshot`: in the snapshot of the time it names, else of now, and the
 * answer says which.
 * @throws ServerError 72 on what does not read so, 239 when the snapshot is gone
 */
export const inSnapshot = (known: Command, context: CommandContext, name: string): Answer => {
  if (name === "getMore") return known.run(context)
  if (!READS.includes(name))
    throw new ServerError(72, `read concern { level: "snapshot" } is not supported for command ${name}`)
  const { time, transaction } = context.snapshots.at(
    documentField(context.command, "readConcern")["atClusterTime"],
  )
  const answer = known.run({ ...context, transaction })
  return answer.batch
    ? { ...answer, batch: { ...answer.batch, atClusterTime: time } }
    : { reply: { ...answer.reply, atClusterTime: time } }
}
