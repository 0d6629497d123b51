import { type AppLoadContext, redirectDocument } from "@remix-run/node"
import { isProven } from "#workflows/identity/proof.server.ts"
import { keepForm } from "./kept-form.server.ts"
import { readForm } from "./parse-form.ts"
import { paths } from "./paths.ts"
import { sessionIdOf } from "./session.server.ts"

/** Where acts are sent that ask again who sits there; `intents`: of a page with several, those. */
const GRAVE: readonly { path: RegExp; intents?: readonly string[] }[] = [
  { path: /^\/quan-tri\// },
  { path: /^\/viec-hang-loat\/[^/]+$/ },
  { path: /^\/ban-hanh\/[^/]+\/ky-noi-khac$/ },
  { path: /^\/tai-khoan$/ },
  { path: /^\/chi-so\/chi-tieu$/ },
  {
    path: /^\/ban-hanh\/[^/]+(?:\/sau-ban-hanh)?$/,
    intents: ["initial", "sign", "seal", "issue", "recall", "erratum"],
  },
  // The consolidated report is signed, and sealed as it is sent.
  { path: /^\/bao-cao\/ky\/[^/]+$/, intents: ["sign", "send"] },
]

/**
 * Lets a grave act (signing, sealing, issuing, recalling, approving in bulk, administration) pass only when it was shown lately who sits
 * there; else leads to the page that asks, and keeps what was typed. Not in training, where everybody knows the passwords.
 * @throws Response a redirect
 */
export const requireProof = async (
  request: Request,
  context: AppLoadContext,
  userId: string,
): Promise<void> => {
  if (context.runtime.trainingMode || request.method !== "POST") return
  const { pathname } = new URL(request.url)
  const path = pathname.replace(/\.data$/, "")
  const act = GRAVE.find((one) => one.path.test(path))
  if (!act) return
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  if (await isProven(context.runtime, sessionId)) return
  if (act.intents) {
    const sent = await readForm(request.clone() as Request).catch(() => null)
    if (!act.intents.includes(String(sent?.fields["intent"] ?? ""))) return
  }
  // A page of its own, whose script passes a question to somebody's key.
  throw redirectDocument(paths.proveAgain((await keepForm(request, context, userId)) ?? path))
}
