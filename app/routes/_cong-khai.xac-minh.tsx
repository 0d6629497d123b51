import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { VerificationDesk } from "#workflows/public-catalogue/verification-desk.server.ts"
import {
  findByReference,
  type VerifiedUpload,
  verifyUpload,
} from "#workflows/public-catalogue/verify-upload.server.ts"
import { pageTitle } from "../components/words.ts"
import { type Attempt, attempt } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"
import { PageHead } from "../public/page-head.tsx"
import { FoundEditions, VerdictReport } from "../public/verify/verdict.tsx"
import { VerificationTurn } from "../public/verify/verification-turn.tsx"
import { VerifyForm } from "../public/verify/verify-form.tsx"

export const meta = () => pageTitle("Xác minh quyết định")

/** What is checked here is nobody's to keep. */
export const headers = () => ({ "Cache-Control": "no-store" })

const desk = new VerificationDesk<Attempt<VerifiedUpload>>()

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { searchParams } = new URL(request.url)
  const asked = (searchParams.get("so") ?? "").trim().slice(0, 200)
  const ticket = (searchParams.get("phieu") ?? "").slice(0, 40)
  const { status, ...waited } = await lookAt(ticket)
  const found = asked === "" ? null : await findByReference(context.runtime, asked)
  return data({ asked, found, ...waited }, { status })
}

type Looked = {
  status: number
  error: string
  upload: VerifiedUpload | null
  waits: { ticket: string; ahead: number } | null
}

/** What has become of a file that was sent before. */
const lookAt = async (ticket: string): Promise<Looked> => {
  const nothing = { status: 200, error: "", upload: null, waits: null }
  if (ticket === "") return nothing
  const answer = await desk.look(ticket)
  if (answer.state === "GONE") return { ...nothing, status: 404, error: GONE }
  if (answer.state === "WAITS") return { ...nothing, waits: { ticket, ahead: answer.ahead } }
  const { outcome } = answer
  return outcome.ok
    ? { ...nothing, upload: outcome.value }
    : { ...nothing, status: outcome.status, error: outcome.message }
}

const GONE = "Kết quả kiểm tra này không còn được giữ (giữ nhiều nhất 10 phút). Hãy gửi lại tệp."

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const upload = await readUpload(request, UPLOADS.verification)
  if (!upload.ok) return refused(upload.message, upload.status)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp PDF của quyết định hoặc phụ lục rồi gửi lại.", 400)
  const taken = await attempt(() =>
    desk.ask(context.address, () => attempt(() => verifyUpload(context.runtime, file))),
  )
  if (!taken.ok) return refused(taken.message, taken.status)
  const answer = await desk.look(taken.value)
  if (answer.state !== "DONE") throw redirect(paths.verify(taken.value))
  desk.forget(taken.value)
  const { outcome } = answer
  return outcome.ok ? data({ error: "", upload: outcome.value }) : refused(outcome.message, outcome.status)
}

const refused = (error: string, status: number) => data({ error, upload: null }, { status })

export default function VerifyDecision() {
  const { asked, found, waits, ...looked } = useLoaderData<typeof loader>()
  const { error, upload } = useActionData<typeof action>() ?? looked
  return (
    <>
      <div>
        <PageHead
          title="Xác minh quyết định"
          lead="Kiểm tra tệp quyết định hoặc phụ lục có đúng là văn bản đã ký, đã phát hành và còn nguyên vẹn hay không."
        />
        {waits ? <VerificationTurn {...waits} /> : <VerifyForm error={error || undefined} />}
      </div>
      {upload ? <VerdictReport key={upload.sha256} upload={upload} /> : null}
      <section aria-labelledby="tra-so">
        <h2 id="tra-so">Tra theo số quyết định hoặc mã băm</h2>
        <search aria-label="Tra theo số quyết định hoặc mã băm">
          <form method="get">
            <div className="line">
              <div className="field">
                <label htmlFor="so">Số quyết định, mã danh mục hoặc mã băm (SHA-256)</label>
                <input type="text" id="so" name="so" defaultValue={asked} maxLength={200} />
              </div>
              <button type="submit" className="quiet">
                Tra
              </button>
            </div>
          </form>
        </search>
        {found ? <FoundEditions found={found} asked={asked} /> : null}
      </section>
    </>
  )
}
