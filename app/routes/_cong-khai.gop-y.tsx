import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import { RemarkForm } from "#workflows/public-remarks/remark-forms.ts"
import { sendRemark } from "#workflows/public-remarks/send-remark.server.ts"
import { getProcedurePage } from "#workflows/screens/procedure-page.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { Facts } from "../public/facts.tsx"
import { HiddenField, TextAreaField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { Notice } from "../public/notice.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta = () => pageTitle("Góp ý về thủ tục")

/** The procedure as the public may know it. @throws Response 404 */
const procedureOf = (context: LoaderFunctionArgs["context"], code: string) =>
  read(async () => {
    const { procedure } = await getProcedurePage(context.runtime, code)
    return { code: procedure.code, name: procedure.name }
  })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const code = new URL(request.url).searchParams.get("ma") ?? ""
  return { procedure: code === "" ? null : await procedureOf(context, code) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await parseForm(request, RemarkForm)
  if (!form.ok)
    return data({ errors: form.errors, values: form.values, receipt: null }, { status: form.status })
  const { code, text } = form.value
  const procedure = await procedureOf(context, code)
  const outcome = await attempt(() =>
    sendRemark(context.runtime, { procedure, text, address: context.address }),
  )
  return outcome.ok
    ? data({ errors: {}, values: {}, receipt: outcome.value }, { headers: { "Cache-Control": "no-store" } })
    : data({ errors: outcome.errors, values: { ...form.value }, receipt: null }, { status: outcome.status })
}

export default function SendRemark() {
  const { procedure } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.receipt) return <Receipt {...answer.receipt} />
  return (
    <>
      <PageHead
        title="Góp ý về thủ tục"
        lead={procedure ? `${procedure.name} (mã ${procedure.code})` : "Góp ý gắn với một thủ tục cụ thể."}
        {...(procedure ? { back: { to: paths.procedure(procedure.code), label: "Trang của thủ tục" } } : {})}
      />
      {procedure ? (
        <div className="narrow">
          <p>
            Báo chỗ chưa đúng hoặc chưa rõ về mức độ trực tuyến, hồ sơ, phí, trình tự. Góp ý đến thẳng đơn vị
            phụ trách; không cần tài khoản.
          </p>
          <Notice title="Không ghi thông tin cá nhân.">
            Đừng ghi họ tên, số giấy tờ, số điện thoại, địa chỉ hay hồ sơ của mình. Góp ý không thay cho nộp
            hồ sơ, khiếu nại, tố cáo.
          </Notice>
          <PublicForm errors={answer?.errors} values={{ code: procedure.code, ...answer?.values }}>
            <HiddenField name="code" />
            <TextAreaField
              name="text"
              label="Nội dung góp ý"
              description={`Từ ${REMARK_LIMITS.shortest} đến ${REMARK_LIMITS.longest} ký tự.`}
              maxLength={REMARK_LIMITS.longest}
              required
            />
            <div className="apart" aria-hidden="true">
              <TextField name="website" label="Để trống ô này" tabIndex={-1} autoComplete="off" />
            </div>
            <button type="submit">Gửi góp ý</button>
          </PublicForm>
        </div>
      ) : (
        <p>
          <a href={paths.catalogue()}>Tìm thủ tục trong danh mục</a>, rồi bấm “Góp ý về thủ tục này” ở cuối
          trang của thủ tục đó.
        </p>
      )}
      <p>
        Đã gửi góp ý? <a href={paths.lookUpRemark()}>Xem trả lời</a>
      </p>
    </>
  )
}

function Receipt({ id, secret }: { id: string; secret: string }) {
  return (
    <>
      <PageHead title="Đã nhận góp ý" />
      {/* biome-ignore lint/a11y/noAutofocus: the number is what whoever sent it has to hear first */}
      <div role="status" tabIndex={-1} autoFocus className="notice" data-tone="good">
        <strong>Chép lại hai mã này ngay: chúng không hiện lại lần nữa.</strong>
        <Facts
          items={[
            ["Số góp ý", <code key="i">{id}</code>],
            ["Mã bí mật", <code key="s">{secret}</code>],
          ]}
        />
      </div>
      <p>
        Ai có cả hai mã thì <a href={paths.lookUpRemark()}>xem được trả lời</a>. Góp ý được giữ hai năm rồi
        xóa.
      </p>
    </>
  )
}
