import { Stack, Text, Title } from "@mantine/core"
import { REPEAL_KIND_LABELS, REPEAL_KINDS } from "#models/procedure-repeal/procedure-repeal.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"
import type { RepealPreview } from "#workflows/screens/repeal-page.server.ts"
import { ActEffectPanel } from "../../components/issuing/act-effect-panel.tsx"
import { DateField, HiddenField, SelectField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"

type RepealEffectProps = {
  code: string
  preview: RepealPreview
  errors: FieldErrors | undefined
  values: Record<string, unknown> | undefined
}

/** What the repeal of one procedure ends, and the form that records it. */
export function RepealEffect({ code, preview, errors, values }: RepealEffectProps) {
  const { procedureName, rows, open, services, portals, mayRecord, effect, seenEffect } = preview
  const isNothing = rows.length + open + services === 0
  return (
    <Stack component="section" gap="sm" aria-labelledby="tac-dong">
      <Title order={2} id="tac-dong">
        {procedureName}
      </Title>
      <Text>Mã {code}. Ghi nhận bãi bỏ thì:</Text>
      <ul>
        <li>
          {formatNumber(rows.length)} dịch vụ trong danh mục đang có hiệu lực hết hiệu lực; quyết định đã ban
          hành giữ nguyên, vẫn tra cứu được.
        </li>
        {rows.length > 0
          ? portals.map(({ name, records }) => (
              <li key={name}>
                {name}: rút {formatNumber(records)} bản ghi.
              </li>
            ))
          : null}
        <li>{formatNumber(open)} phiếu đăng ký đang rà soát kết thúc.</li>
        <li>{formatNumber(services)} dịch vụ trong sổ không vào đợt rà soát sau.</li>
      </ul>
      {rows.length > 0 ? (
        <ActEffectPanel
          label="bãi bỏ thủ tục"
          effect={effect}
          portals={portals.map(({ name }) => name)}
          csv={paths.repealLists(code)}
        />
      ) : null}
      {isNothing ? (
        <Text>Thủ tục này không còn gì để bãi bỏ.</Text>
      ) : mayRecord ? (
        <ZodForm
          schema={RepealForm}
          errors={errors}
          defaultValues={{
            kind: "ABOLISHED",
            number: "",
            decidedOn: "",
            effectiveOn: "",
            services: "",
            ...values,
            code,
            seenEffect,
          }}
          label="Ghi nhận bãi bỏ"
        >
          <Stack gap="sm" maw={480}>
            <input type="hidden" name="code" value={code} />
            <HiddenField name="seenEffect" />
            <SelectField
              name="kind"
              label="Hình thức"
              data={REPEAL_KINDS.map((value) => ({ value, label: REPEAL_KIND_LABELS[value] }))}
            />
            <TextField
              name="number"
              label="Số, ký hiệu quyết định bãi bỏ"
              description="Ví dụ: 1234/QĐ-BTP."
              required
            />
            <DateField name="decidedOn" label="Ngày của quyết định" required />
            <DateField
              name="effectiveOn"
              label="Thủ tục hết hiệu lực từ ngày"
              description="Ngày chưa tới thì đến ngày đó mới tự hết hiệu lực và rút khỏi các cổng; trước đó hủy được."
              required
            />
            {rows.length > 0 ? (
              <TextField
                name="services"
                label="Số dịch vụ hết hiệu lực"
                description="Gõ lại con số ở trên để xác nhận đã đọc tác động."
                inputMode="numeric"
                required
              />
            ) : null}
            <SubmitButton>Ghi nhận bãi bỏ</SubmitButton>
          </Stack>
        </ZodForm>
      ) : (
        <Text>
          {rows.length > 0
            ? "Thủ tục đang có dịch vụ trong danh mục có hiệu lực: Chánh Văn phòng ghi nhận bãi bỏ ở trang này."
            : "Chuyên viên thẩm định ghi nhận bãi bỏ ở trang này."}
        </Text>
      )}
    </Stack>
  )
}
