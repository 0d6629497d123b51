import { Button, Stack, Text, TextInput, Title } from "@mantine/core"
import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import { getHomePage } from "#workflows/screens/home-page.server.ts"
import { CatalogueFiguresView } from "../components/catalogue/catalogue-figures.tsx"
import { DecisionLink } from "../components/catalogue/decision-link.tsx"
import { Downloads } from "../components/catalogue/downloads.tsx"
import { IconBook2, IconFileCertificate, IconSearch } from "../components/icons.ts"
import { LinkCards } from "../components/link-cards.tsx"
import { useProvince } from "../components/province.ts"
import { PRODUCT_NAME } from "../components/words.ts"
import { waitsForFirstSetup } from "../http/first-setup.server.ts"
import { paths } from "../http/paths.ts"

export const meta: MetaFunction = () => [
  { title: PRODUCT_NAME },
  {
    name: "description",
    content: "Tra cứu thủ tục hành chính nộp trực tuyến toàn trình, một phần.",
  },
  { tagName: "link", rel: "alternate", type: "application/ld+json", title: "DCAT", href: paths.dcat() },
]

export const loader = async ({ context }: LoaderFunctionArgs) => {
  if (await waitsForFirstSetup(context)) throw redirect(paths.firstSetup())
  return getHomePage(context.runtime)
}

export default function Home() {
  const latest = useLoaderData<typeof loader>()
  const province = useProvince()
  return (
    <Stack gap="xl" py="lg">
      <Stack gap="sm" maw={720}>
        <Title order={1}>Thủ tục nào làm được qua mạng?</Title>
        <Text size="lg">
          Tra cứu mức độ trực tuyến (toàn trình hay một phần) của từng dịch vụ công do{" "}
          {province ? province.inText : "Ủy ban nhân dân"} công bố hằng năm.
        </Text>
        <Form method="get" action={paths.catalogue()} role="search">
          <Stack gap="sm">
            <TextInput
              name="q"
              type="search"
              size="md"
              label="Tên thủ tục, mã thủ tục hoặc lĩnh vực"
              description="Gõ có dấu hay không dấu đều được, ví dụ: dang ky khai sinh"
              autoComplete="off"
              maxLength={200}
            />
            <Button
              type="submit"
              size="md"
              leftSection={<IconSearch size={20} aria-hidden />}
              w="fit-content"
            >
              Tìm trong danh mục
            </Button>
          </Stack>
        </Form>
      </Stack>
      {latest ? <Latest {...latest} /> : null}
      <LinkCards
        items={[
          {
            to: paths.catalogue(),
            icon: IconBook2,
            title: "Danh mục đã công bố",
            text: "Xem toàn bộ danh mục theo năm, theo cơ quan và lĩnh vực; tải dữ liệu mở.",
          },
          {
            to: paths.verify(),
            icon: IconFileCertificate,
            title: "Xác minh văn bản",
            text: "Kiểm tra chữ ký số và tính toàn vẹn của quyết định công bố danh mục.",
          },
        ]}
      />
    </Stack>
  )
}

type LatestProps = NonNullable<Awaited<ReturnType<typeof getHomePage>>>

/** The catalogue in force in a few figures, its decision and its files. */
function Latest({ heading, figures, amendments }: LatestProps) {
  const decision = amendments.at(-1) ?? heading.decision
  return (
    <Stack component="section" gap="md" aria-labelledby="moi-nhat">
      <div>
        <Title order={2} id="moi-nhat">
          {heading.name}
        </Title>
        <Text>
          Danh mục đang có hiệu lực. Quyết định gần nhất: <DecisionLink decision={decision} />.
        </Text>
      </div>
      <CatalogueFiguresView
        figures={figures}
        linkTo={(filter) => `${paths.catalogue()}?${new URLSearchParams(filter)}`}
      />
      <div>
        <Title order={3} mb="xs">
          Tải về
        </Title>
        <Downloads heading={heading} />
        <Text size="sm" mt="xs">
          Hệ thống khác có thể đọc mô tả tập dữ liệu (DCAT) tại{" "}
          <Link to={paths.dcat()} reloadDocument>
            {paths.dcat()}
          </Link>
          .
        </Text>
      </div>
    </Stack>
  )
}
