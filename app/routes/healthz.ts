import type { LoaderFunctionArgs } from "@remix-run/node"

/** For monitors: 200 while the store answers, 503 otherwise. */
export const loader = async ({ context }: LoaderFunctionArgs) => {
  const isUp = await storeAnswers(context.runtime.store.connection)
  return Response.json(
    { status: isUp ? "ok" : "store unreachable" },
    { status: isUp ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  )
}

type Connection = LoaderFunctionArgs["context"]["runtime"]["store"]["connection"]

const storeAnswers = async (connection: Connection): Promise<boolean> => {
  try {
    return (await connection.db?.command({ ping: 1 }))?.ok === 1
  } catch {
    return false
  }
}
