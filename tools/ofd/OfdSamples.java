import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.ofdrw.crypto.OFDEncryptor;
import org.ofdrw.crypto.enryptor.UserPasswordEncryptor;
import org.ofdrw.font.Font;
import org.ofdrw.gm.cert.PKCGenerate;
import org.ofdrw.gm.ses.v1.SES_ESPictrueInfo;
import org.ofdrw.gm.ses.v1.SES_Header;
import org.ofdrw.gm.ses.v4.SES_CertList;
import org.ofdrw.gm.ses.v4.SES_ESPropertyInfo;
import org.ofdrw.gm.ses.v4.SES_SealInfo;
import org.ofdrw.gm.ses.v4.SESeal;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.element.Img;
import org.ofdrw.layout.element.Paragraph;
import org.ofdrw.layout.element.Position;
import org.ofdrw.layout.element.Span;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.NumberFormatAtomicSignID;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.signContainer.SESV4Container;
import org.ofdrw.sign.stamppos.NormalStampPos;

/**
 * Writes OFD files (GB/T 33190) from page descriptions.
 *
 * <p>Usage: {@code OfdSamples DESCRIPTION OUT}. A description is a tab separated text file, positions in millimetres:
 * <pre>
 * page                                     a new A4 page
 * text   X Y SIZE FONT RRGGBB TEXT         one line of text; the font is only named, never embedded
 * image  X Y WIDTH HEIGHT FILE             a picture (PNG or JPEG), path relative to the description
 * sign   PAGE X Y SIZE FILE                afterwards: signed with a throw-away SM2 key, seal picture FILE
 * encrypt PASSWORD                         afterwards: encrypted (GM/T 0099) for one user
 * </pre>
 */
public final class OfdSamples {

    private static final Map<String, Font> FONTS = new HashMap<>();

    private OfdSamples() {
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        Path description = Path.of(args[0]);
        Path out = Path.of(args[1]);
        Path folder = description.toAbsolutePath().getParent();
        List<String> lines = Files.readAllLines(description, StandardCharsets.UTF_8);
        write(lines, folder, out);
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("sign")) {
                replace(out, target -> sign(out, target, cells, folder));
            } else if (cells[0].equals("encrypt")) {
                replace(out, target -> encrypt(out, target, cells[1]));
            }
        }
    }

    private static void write(List<String> lines, Path folder, Path out) throws Exception {
        try (OFDDoc doc = new OFDDoc(out)) {
            doc.setDefaultPageLayout(PageLayout.A4());
            VirtualPage page = null;
            for (String line : lines) {
                String[] cells = line.split("\t", -1);
                switch (cells[0]) {
                    case "page" -> {
                        if (page != null) {
                            doc.addVPage(page);
                        }
                        page = new VirtualPage(PageLayout.A4());
                    }
                    case "text" -> page.add(text(cells));
                    case "image" -> page.add(image(cells, folder));
                    default -> { }
                }
            }
            if (page != null) {
                doc.addVPage(page);
            }
        }
    }

    private static Paragraph text(String[] cells) {
        double size = Double.parseDouble(cells[3]);
        int colour = Integer.parseInt(cells[5], 16);
        Span span = new Span(FONTS.computeIfAbsent(cells[4], name -> new Font(name, name)), size, cells[6]);
        span.setColor(colour >> 16, colour >> 8 & 255, colour & 255);
        Paragraph paragraph = new Paragraph();
        paragraph.add(span);
        paragraph.setPosition(Position.Absolute);
        paragraph.setX(Double.parseDouble(cells[1]));
        paragraph.setY(Double.parseDouble(cells[2]));
        paragraph.setWidth((cells[6].length() + 2) * size);
        paragraph.setPadding(0d);
        paragraph.setMargin(0d);
        return paragraph;
    }

    private static Img image(String[] cells, Path folder) throws Exception {
        Img image = new Img(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), folder.resolve(cells[5]));
        image.setPosition(Position.Absolute);
        image.setX(Double.parseDouble(cells[1]));
        image.setY(Double.parseDouble(cells[2]));
        return image;
    }

    private static void sign(Path in, Path out, String[] cells, Path folder) throws Exception {
        KeyPair keys = PKCGenerate.GenerateKeyPair();
        X509Certificate certificate = selfSigned(keys);
        byte[] picture = Files.readAllBytes(folder.resolve(cells[5]));
        double size = Double.parseDouble(cells[4]);
        SESeal seal = seal(keys.getPrivate(), certificate, picture, (int) size);
        try (OFDReader reader = new OFDReader(in);
             OFDSigner signer = new OFDSigner(reader, out, new NumberFormatAtomicSignID())) {
            signer.setSignMode(SignMode.ContinueSign);
            signer.setSignContainer(new SESV4Container(keys.getPrivate(), seal, certificate));
            signer.addApPos(new NormalStampPos(Integer.parseInt(cells[1]), Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]), size, size));
            signer.exeSign();
        }
    }

    private static X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=Sample, O=Juanzong tests, C=CN");
        Date from = new Date();
        Date until = new Date(from.getTime() + 20L * 365 * 86_400_000);
        var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, keys.getPublic());
        var signer = new JcaContentSignerBuilder("SM3withSM2").setProvider("BC").build(keys.getPrivate());
        return new JcaX509CertificateConverter().setProvider("BC").getCertificate(builder.build(signer));
    }

    private static SESeal seal(PrivateKey key, X509Certificate certificate, byte[] picture, int size)
            throws Exception {
        ASN1EncodableVector certificates = new ASN1EncodableVector(1);
        certificates.add(new DEROctetString(certificate.getEncoded()));
        SES_ESPropertyInfo property = new SES_ESPropertyInfo()
                .setType(new ASN1Integer(3))
                .setName(new DERUTF8String("测试印章"))
                .setCertListType(SES_ESPropertyInfo.CertListType)
                .setCertList(SES_CertList.getInstance(SES_ESPropertyInfo.CertListType,
                        new DERSequence(certificates)))
                .setCreateDate(new ASN1GeneralizedTime(new Date()))
                .setValidStart(new ASN1GeneralizedTime(certificate.getNotBefore()))
                .setValidEnd(new ASN1GeneralizedTime(certificate.getNotAfter()));
        SES_SealInfo info = new SES_SealInfo()
                .setHeader(new SES_Header(SES_Header.V4, new DERIA5String("Juanzong")))
                .setEsID(new DERIA5String("0000000000000001"))
                .setProperty(property)
                .setPicture(new SES_ESPictrueInfo().setType("PNG").setData(picture).setWidth(size).setHeight(size));
        Signature signature = Signature.getInstance("SM3WithSM2", new BouncyCastleProvider());
        signature.initSign(key);
        signature.update(info.getEncoded("DER"));
        return new SESeal()
                .seteSealInfo(info)
                .setCert(certificate)
                .setSignAlgID(GMObjectIdentifiers.sm2sign_with_sm3)
                .setSignedValue(signature.sign());
    }

    private static void encrypt(Path in, Path out, String password) throws Exception {
        try (OFDEncryptor encryptor = new OFDEncryptor(in, out)) {
            encryptor.addUser(new UserPasswordEncryptor("sample", password));
            encryptor.encrypt();
        }
    }

    private interface Step {
        void run(Path target) throws Exception;
    }

    private static void replace(Path file, Step step) throws Exception {
        Path target = file.resolveSibling(file.getFileName() + ".new.ofd");
        step.run(target);
        Files.move(target, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
