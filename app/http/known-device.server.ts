import type { AppLoadContext } from "@remix-run/node"
import { sha256 } from "#models/shared/digest.server.ts"
import { ownCookie } from "./own-cookie.server.ts"

/** Accounts a browser is remembered to have been used for: a shared machine of an office has a few. */
const MOST_ACCOUNTS = 8
const HALF_A_YEAR_S = 180 * 24 * 60 * 60

/** The signed cookie by which a browser shows that an account was used in it before. It opens nothing. */
const deviceCookie = ownCookie("thiet-bi", { maxAge: HALF_A_YEAR_S })

const markOf = (userId: string): string => sha256(`thiet-bi:${userId.trim().toLowerCase()}`).slice(0, 32)

const marksIn = async (request: Request, context: AppLoadContext): Promise<string[]> => {
  const value: unknown = await deviceCookie(context).parse(request.headers.get("Cookie"))
  return Array.isArray(value) ? value.filter((one) => typeof one === "string").slice(0, MOST_ACCOUNTS) : []
}

/** Whether an account was used in this browser before. */
export const isDeviceOf = async (
  request: Request,
  context: AppLoadContext,
  userId: string,
): Promise<boolean> => (await marksIn(request, context)).includes(markOf(userId))

/** `Set-Cookie` that has the browser remember an account, the newest first. */
export const deviceNoted = async (
  request: Request,
  context: AppLoadContext,
  userId: string,
): Promise<string> => {
  const mark = markOf(userId)
  const others = (await marksIn(request, context)).filter((one) => one !== mark)
  return deviceCookie(context).serialize([mark, ...others].slice(0, MOST_ACCOUNTS))
}
