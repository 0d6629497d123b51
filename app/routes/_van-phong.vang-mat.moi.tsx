import { Alert, Button, Group, NativeSelect, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DELEGATION_EVENT_LABELS } from "#models/delegation/events.ts"
import { typedDay } from "#models/shared/typed-day.ts"
import { WORK_AREA_LABELS, WORK_AREAS } from "#models/shared/workflow.ts"
import { makeDelegation } from "#workflows/delegation/make-delegation.server.ts"
import { getNewDelegationPage, grantsChosen } from "#workflows/screens/absence-page.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import {
  CheckboxField,
  DateField,
  HiddenField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Giao làm thay")

const Asked = z.object({
  principalId: z.string().min(1, "Chọn người vắng mặt."),
  deputyId: z.string().min(1, "Chọn người làm thay."),
  what: z.string("Chọn việc giao.").min(1, "Chọn việc giao."),
  areas: z.partialRecord(z.enum(WORK_AREAS), z.unknown()).default({}),
  from: typedDay("Ghi ngày đầu."),
  to: typedDay("Ghi ngày cuối."),
  document: z.string().trim().max(200, "Căn cứ quá dài.").default(""),
  reason: z.string().trim().min(5, "Ghi rõ lý do vắng mặt (ít nhất 5 ký tự).").max(500, "Lý do quá dài."),
  position: z.string().trim().max(100, "Chức vụ quá dài.").default(""),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "delegation.view")
  const principalId = new URL(request.url).searchParams.get("nguoi")
  return read(() => getNewDelegationPage(context.runtime, { actor, principalId }))
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "delegation.view")
  const form = await parseForm(request, Asked)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { what, areas, ...rest } = form.value
  const chosen = WORK_AREAS.filter((area) => area in areas)
  const outcome = await attempt(async () =>
    makeDelegation(context.runtime, {
      draft: {
        ...rest,
        areas: chosen.length === 0 || chosen.length === WORK_AREAS.length ? null : chosen,
        grants: await grantsChosen(context.runtime, { principalId: rest.principalId, what }),
      },
      actor,
    }),
  )
  if (outcome.ok) return redirect(paths.delegation(outcome.value))
  const { grants, ...errors } = outcome.errors
  return data(
    { errors: grants ? { ...errors, what: grants } : errors, values: { ...form.value } },
    { status: outcome.status },
  )
}

export default function NewDelegation() {
  const { today, principals, principal, roles, deputies, holdsAtOnce, asksPosition } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.absences(), label: "Vắng mặt, làm thay" }}
        title="Giao làm thay"
        lead="Người làm thay có các quyền được giao trong những ngày ghi dưới đây, không hơn quyền của người vắng, và không giao tiếp cho người khác."
      />
      <Stack maw={620} gap="lg">
        {principals.length > 1 ? (
          <Form method="get" aria-label="Chọn người vắng mặt">
            <Group align="flex-end" gap="sm">
              <NativeSelect
                name="nguoi"
                label="Người vắng mặt"
                defaultValue={principal?.value ?? ""}
                data={principals}
                key={principal?.value ?? ""}
                miw={0}
                flex="1 1 16rem"
              />
              <Button type="submit" variant="default">
                Chọn người này
              </Button>
            </Group>
          </Form>
        ) : null}
        {principal === null || roles.length === 0 ? (
          <Alert variant="outline" color="office" title="Không có việc để giao ở đây">
            Người này không giữ vai trò nào giao làm thay được. Thẩm quyền ký của lãnh đạo (KT., TUQ.) do quản
            trị ghi ở «Thẩm quyền ký», người thứ hai xác nhận.
          </Alert>
        ) : deputies.length === 0 ? (
          <Alert variant="outline" color="office" title="Chưa có ai cùng đơn vị để làm thay">
            {principal.label} là người duy nhất của đơn vị trong hệ thống. Đề nghị quản trị phân công thêm
            người cho đơn vị ở «Phân công vai trò».
          </Alert>
        ) : (
          <ZodForm
            key={principal.value}
            schema={Asked}
            label="Giao làm thay"
            errors={answer?.errors}
            defaultValues={{
              deputyId: "",
              what: "ALL",
              from: today,
              to: "",
              document: "",
              reason: "",
              position: "",
              ...answer?.values,
              principalId: principal.value,
            }}
          >
            <HiddenField name="principalId" />
            <Text>
              Người vắng mặt: <strong>{principal.label}</strong>
            </Text>
            <SelectField
              name="deputyId"
              label="Người làm thay"
              description="Người cùng đơn vị, không vắng mặt trong những ngày này."
              required
              data={[{ value: "", label: "– Chọn –" }, ...deputies]}
            />
            <RadioField
              name="what"
              label="Việc giao"
              required
              options={[
                { value: "ALL", label: roles.length > 1 ? "Mọi vai trò" : (roles[0]?.label ?? "") },
                ...(roles.length > 1 ? roles : []),
              ]}
            />
            <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
              <legend>Chỉ những loại việc (không chọn gì: mọi loại việc)</legend>
              <Stack gap={8} mt={6}>
                {WORK_AREAS.map((area) => (
                  <CheckboxField
                    key={area}
                    name={`areas.${area}`}
                    label={WORK_AREA_LABELS[area]}
                    value="on"
                  />
                ))}
              </Stack>
            </fieldset>
            <Group gap="md" align="flex-start">
              <DateField name="from" label="Từ ngày" required />
              <DateField name="to" label="Đến hết ngày" required />
            </Group>
            <TextField
              name="document"
              label="Văn bản làm căn cứ"
              description="Số, ký hiệu, ngày; bỏ trống nếu chỉ phân công trong đơn vị. Ví dụ: Quyết định số 12/QĐ-STP ngày 06/03/2023."
            />
            <TextAreaField name="reason" label="Lý do vắng mặt" required autosize minRows={2} />
            {asksPosition ? (
              <TextField
                name="position"
                label="Chức vụ của người làm thay, ghi khi ký văn bản của Văn phòng"
                description="Ví dụ: Phó Chánh Văn phòng (ký KT. Chánh Văn phòng); chức vụ khác ký TUQ."
              />
            ) : null}
            <Text c="dimmed" size="sm">
              {holdsAtOnce
                ? "Có hiệu lực ngay khi lưu, từ ngày đầu ghi ở trên; có ghi nhật ký."
                : "Chờ người thứ hai đồng ý: người làm thay, hoặc lãnh đạo phụ trách."}
            </Text>
            <SubmitButton>{DELEGATION_EVENT_LABELS["delegation.made"]}</SubmitButton>
          </ZodForm>
        )}
      </Stack>
    </>
  )
}
