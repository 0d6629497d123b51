import { type ActionFunctionArgs, data } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { REMARK_STATE_LABELS } from "#models/public-remark/public-remark.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { lookUpRemark, type SentRemark } from "#workflows/public-remarks/look-up-remark.server.ts"
import { LookUpForm } from "#workflows/public-remarks/remark-forms.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { Facts } from "../public/facts.tsx"
import { TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta = () => pageTitle("Xem trả lời góp ý")

/** A post, so that the code stands in no address. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await parseForm(request, LookUpForm)
  if (!form.ok)
    return data({ errors: form.errors, values: form.values, remark: null }, { status: form.status })
  const outcome = await attempt(() =>
    lookUpRemark(context.runtime, { ...form.value, address: context.address }),
  )
  return outcome.ok
    ? data({ errors: {}, values: {}, remark: outcome.value })
    : data(
        { errors: outcome.errors, values: { id: form.value.id }, remark: null },
        { status: outcome.status },
      )
}

export default function LookUpRemark() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHead
        title="Xem trả lời góp ý"
        lead="Nhập số góp ý và mã bí mật đã nhận khi gửi."
        back={{ to: paths.catalogue(), label: "Tra cứu danh mục" }}
      />
      {answer?.remark ? (
        <Answered remark={answer.remark} />
      ) : (
        <div className="narrow">
          <PublicForm errors={answer?.errors} values={answer?.values}>
            <TextField name="id" label="Số góp ý" autoComplete="off" maxLength={40} required />
            <TextField name="secret" label="Mã bí mật" autoComplete="off" maxLength={60} required />
            <button type="submit">Xem trả lời</button>
          </PublicForm>
        </div>
      )}
    </>
  )
}

function Answered({ remark }: { remark: SentRemark }) {
  return (
    <section aria-labelledby="gop-y">
      <h2 id="gop-y">
        {remark.id}: {REMARK_STATE_LABELS[remark.state].toLowerCase()}
      </h2>
      <Facts
        items={[
          [
            "Thủ tục",
            <a key="p" href={paths.procedure(remark.procedureCode)}>
              {remark.procedureName}
            </a>,
          ],
          ["Gửi lúc", formatInstant(new Date(remark.at))],
          [
            "Góp ý",
            <span key="t" className="prose">
              {remark.text}
            </span>,
          ],
          [
            remark.state === "CLOSED" ? "Lý do không trả lời" : "Trả lời",
            remark.repliedAt ? (
              <span key="r" className="prose">
                {remark.reply}
              </span>
            ) : (
              "Chưa có. Đơn vị phụ trách đã nhận được góp ý; hãy xem lại sau."
            ),
          ],
          ["Trả lời lúc", remark.repliedAt ? formatInstant(new Date(remark.repliedAt)) : null],
        ]}
      />
    </section>
  )
}
