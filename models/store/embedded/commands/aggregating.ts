import { failedToParse, ServerError } from "../errors.ts"
import { stagesOf } from "../query/stages/stage.ts"
import { isDocument } from "../values/bson.server.ts"
import { encode } from "../values/encode.ts"
import { type Command, flagField, refuseUnknown } from "./context.ts"
import { explained } from "./explaining.ts"
import { runPipeline, sinkOf } from "./pipeline.ts"
import { openCursor } from "./reading.ts"

export const aggregate: Command = {
  fields: [
    ...["pipeline", "cursor", "explain", "allowDiskUse", "bypassDocumentValidation", "readConcern"],
    ...["collation", "hint", "let"],
  ],
  inTransaction: true,
  run: (context) => {
    const { command, database, transaction } = context
    if (flagField(command, "explain")) return { reply: explained(context, command, "queryPlanner") }
    const target = command["aggregate"]
    const name = typeof target === "string" ? target : null
    const { reading, sink } = sinkOf(stagesOf(command["pipeline"]))
    if (!isDocument(command["cursor"]))
      throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
    refuseUnknown(command["cursor"], ["batchSize"], "cursor")
    if (sink && transaction)
      throw new ServerError(263, "$out is not allowed in a multi-document transaction.")
    const results = runPipeline(context, name, reading)
    sink?.(context, results)
    const shown = sink ? [] : results
    const at = (index: number) => encode(shown[index] ?? {})
    const namespace = `${database}.${name ?? "$cmd.aggregate"}`
    return openCursor(context, namespace, { length: shown.length, at, isOpenEnded: !sink }, command["cursor"])
  },
}
