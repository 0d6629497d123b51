import { SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { AmendmentPlan } from "#workflows/campaign/campaign-plan.ts"
import type { AmendmentPage } from "#workflows/screens/amendment-page.server.ts"
import { CheckboxField, DateField, HiddenField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, useRefusal, ZodForm } from "../../forms/zod-form.tsx"

/** Why and by when the chosen services are amended. */
export function OpenAmendment({ page: { picked, today } }: { page: AmendmentPage }) {
  const { errors, values } = useRefusal()
  const year = Number(today.slice(0, 4))
  const services = picked.map(({ id }) => id).join(" ")
  return (
    <Stack component="section" gap="sm" maw={760} aria-labelledby="mo-dieu-chinh">
      <Title order={2} id="mo-dieu-chinh">
        Mở đợt
      </Title>
      <Text>
        {formatNumber(picked.length)} dịch vụ có phiếu đăng ký mới; quyết định sửa đổi, bổ sung chỉ nêu các
        dịch vụ này, kèm phụ lục nội dung cũ và mới.
      </Text>
      <ZodForm
        schema={AmendmentPlan}
        errors={errors}
        label="Mở đợt điều chỉnh"
        defaultValues={{
          year,
          name: `Điều chỉnh danh mục dịch vụ công trực tuyến năm ${year}`,
          ground: "",
          registerBy: "",
          appraiseBy: "",
          announceBy: "",
          publishBy: "",
          ...values,
          services,
        }}
      >
        <HiddenField name="services" />
        <HiddenField name="year" />
        <TextField name="name" label="Tên đợt" required />
        <TextAreaField
          name="ground"
          label="Lý do điều chỉnh"
          description="In ở phụ lục thay đổi của quyết định, cho dịch vụ không có ghi chú riêng."
          autosize
          minRows={2}
          required
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <DateField name="registerBy" label="Hạn đơn vị đăng ký" required />
          <DateField name="appraiseBy" label="Hạn thẩm định, phê duyệt" required />
          <DateField name="announceBy" label="Hạn công bố" required />
          <DateField name="publishBy" label="Hạn công khai trên các cổng" required />
        </SimpleGrid>
        <CheckboxField name="numberFirst" label="Cấp số quyết định trước khi lãnh đạo ký" />
        <CheckboxField name="initials" label="Chánh Văn phòng ký nháy quyết định trước khi lãnh đạo ký" />
        <CheckboxField name="annexesApart" label="Mỗi phụ lục của quyết định là một tệp riêng" />
        <SubmitButton>{`Mở đợt điều chỉnh ${formatNumber(picked.length)} dịch vụ`}</SubmitButton>
      </ZodForm>
    </Stack>
  )
}
