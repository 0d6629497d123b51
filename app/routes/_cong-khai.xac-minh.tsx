import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { findByReference, verifyUpload } from "#workflows/public-catalogue/verify-upload.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"
import { PageHead } from "../public/page-head.tsx"
import { FoundEditions, VerdictReport } from "../public/verify/verdict.tsx"
import { VerifyForm } from "../public/verify/verify-form.tsx"

export const meta = () => pageTitle("Xác minh quyết định")

/** What is checked here is nobody's to keep. */
export const headers = () => ({ "Cache-Control": "no-store" })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const asked = (new URL(request.url).searchParams.get("so") ?? "").trim().slice(0, 200)
  return { asked, found: asked === "" ? null : await findByReference(context.runtime, asked) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const upload = await readUpload(request, UPLOADS.verification)
  if (!upload.ok) return refused(upload.message, upload.status)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp PDF của quyết định hoặc phụ lục rồi gửi lại.", 400)
  const outcome = await attempt(() => verifyUpload(context.runtime, file))
  return outcome.ok ? data({ error: "", upload: outcome.value }) : refused(outcome.message, outcome.status)
}

const refused = (error: string, status: number) => data({ error, upload: null }, { status })

export default function VerifyDecision() {
  const { asked, found } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <div>
        <PageHead
          title="Xác minh quyết định"
          lead="Kiểm tra tệp quyết định hoặc phụ lục có đúng là văn bản đã ký, đã phát hành và còn nguyên vẹn hay không."
        />
        <VerifyForm error={answer?.error} />
      </div>
      {answer?.upload ? <VerdictReport key={answer.upload.sha256} upload={answer.upload} /> : null}
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
