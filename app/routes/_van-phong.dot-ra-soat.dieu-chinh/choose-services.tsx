import { Button, Checkbox, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { MOST_AMENDED } from "#workflows/campaign/campaign-plan.ts"
import type {
  AmendedService,
  AmendmentPage,
  ChosenServices,
} from "#workflows/screens/amendment-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"

type ChooseServicesProps = { page: AmendmentPage; asked: ChosenServices }

/** Which services are amended: what is ticked goes on in the address, so that a search adds to it. */
export function ChooseServices({ page, asked }: ChooseServicesProps) {
  const { picked, found, unknownCodes, leftOver } = page
  return (
    <Form method="get" aria-label="Chọn dịch vụ">
      <Stack gap="sm">
        {unknownCodes.length > 0 ? (
          <div role="alert">
            <Notice tone="bad" title={`Sổ thủ tục không có ${formatNumber(unknownCodes.length)} mã.`}>
              {unknownCodes.join(", ")}. Sửa ở ô «Mã thủ tục, mã dịch vụ».
            </Notice>
          </div>
        ) : null}
        {leftOver > 0 ? (
          <Notice tone="bad" title={`Chọn quá ${formatNumber(MOST_AMENDED)} dịch vụ.`}>
            {formatNumber(leftOver)} dịch vụ cuối chưa được nhận; thay đổi lớn như vậy nên là một đợt rà soát.
          </Notice>
        ) : null}
        <Textarea
          name="ma"
          label="Mã thủ tục, mã dịch vụ"
          description="Dán nhiều mã, cách nhau bằng dấu cách, phẩy hoặc xuống dòng; mã thủ tục chọn mọi dịch vụ của thủ tục."
          defaultValue={unknownCodes.join(" ")}
          rows={3}
        />
        <TextInput name="q" label="Tìm theo tên, đơn vị" defaultValue={asked.words} maw={420} />
        {asked.words.trim() === "" ? null : (
          <section aria-labelledby="tim-thay">
            <Title order={2} size="h3" id="tim-thay" mb="xs">
              Tìm thấy {formatNumber(found.total)} dịch vụ
            </Title>
            <ServiceTicks services={found.shown} isTicked={false} />
            {found.total > found.shown.length ? (
              <Text size="sm">
                Hiện {formatNumber(found.shown.length)} dịch vụ đầu; gõ thêm chữ để thu hẹp.
              </Text>
            ) : null}
          </section>
        )}
        <section aria-labelledby="da-chon">
          <Title order={2} size="h3" id="da-chon" mb="xs">
            Đã chọn {formatNumber(picked.length)} dịch vụ
          </Title>
          <ServiceTicks services={picked} isTicked />
        </section>
        <div>
          <Button type="submit" variant="default">
            Cập nhật danh sách chọn
          </Button>
        </div>
      </Stack>
    </Form>
  )
}

function ServiceTicks({ services, isTicked }: { services: readonly AmendedService[]; isTicked: boolean }) {
  return (
    <Stack gap={4}>
      {services.map(({ id, serviceCode, name, unitName, level }) => (
        <Checkbox
          key={`${id} ${isTicked}`}
          name="chon"
          value={id}
          defaultChecked={isTicked}
          label={`${name} (${serviceCode}), ${unitName}: ${level ? SERVICE_LEVEL_LABELS[level].toLocaleLowerCase("vi") : "chưa có trong danh mục"}`}
        />
      ))}
    </Stack>
  )
}
