/** What the health check asks of the store's connection. */
type Connection = { db?: { command(command: { ping: 1 }): Promise<{ ok?: unknown }> } | undefined }

/** How long an answer is waited for before the store is called busy. */
const PATIENCE_MS = 500
/** Who is busy longer than this is away. */
const LONGEST_MS = 60_000

type Asked = { at: number; answer: Promise<"ANSWERS" | "AWAY"> }

/** The question each connection has not answered yet: one at a time, however often monitors ask. */
const waiting = new WeakMap<Connection, Asked>()

/**
 * Whether the store answers. Asked while it works at something long it is BUSY: it answers after that, and when its thread
 * ends so does the process.
 */
export const storeAnswers = async (connection: Connection): Promise<"ANSWERS" | "BUSY" | "AWAY"> => {
  const asked = waiting.get(connection) ?? ask(connection)
  const busy = new Promise<"BUSY" | "AWAY">((resolve) => {
    const say = () => resolve(performance.now() - asked.at < LONGEST_MS ? "BUSY" : "AWAY")
    setTimeout(say, PATIENCE_MS).unref()
  })
  return Promise.race([asked.answer, busy])
}

function ask(connection: Connection): Asked {
  const answer = ping(connection).finally(() => waiting.delete(connection))
  const asked = { at: performance.now(), answer }
  waiting.set(connection, asked)
  return asked
}

const ping = async ({ db }: Connection): Promise<"ANSWERS" | "AWAY"> => {
  try {
    return (await db?.command({ ping: 1 }))?.ok === 1 ? "ANSWERS" : "AWAY"
  } catch {
    return "AWAY"
  }
}
