using System.Text;
using System.Xml;

namespace TraceLab.Analysis.Gate;

/// <summary>
/// The gate's result as JUnit XML: a test case an item, its class the trace. Without times and dates, so that the same
/// result is the same file.
/// </summary>
public static class GateJUnit
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static void Write(GateResult result, Stream stream)
    {
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "tracelab gate");
            xml.WriteAttributeString("tests", $"{result.Items.Count}");
            xml.WriteAttributeString("failures", $"{result.Items.Count(item => item.Fails)}");
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("skipped", "0");
            foreach (var item in result.Items)
            {
                Write(xml, item, result.AcceptCommand);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, GateItem item, string acceptCommand)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(item.Key.Trace));
        xml.WriteAttributeString("name", Clean(item.Key.Settings));
        if (item.Fails)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", item.Verdict == GateVerdict.Missing ? "missing" : "regression");
            xml.WriteAttributeString("message", Clean(GateText.FailureLine(item)));
            var lines = item
                .WorstFrames.Select(frame => GateText.FrameLine(item, frame))
                .Append("to accept: " + acceptCommand);
            xml.WriteString(Clean(string.Join('\n', lines)));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", GateText.Words(item.Verdict));
        }

        xml.WriteEndElement();
    }

    // Names come from file names, which may hold what XML cannot.
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '?'));
}
