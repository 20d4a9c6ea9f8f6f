#pragma once
// OffscreenApplication: a Qt application on the offscreen platform, for pictures without a display; nothing where one
// runs already.

#include <QApplication>
#include <QTemporaryDir>

#include <memory>

namespace lab {

class OffscreenApplication
{
public:
    /// The same picture with a display and without: the platform is chosen here, whatever the environment says.
    OffscreenApplication();

    bool own() const { return m_application != nullptr; } ///< it was made here

private:
    QTemporaryDir m_runtime;
    std::unique_ptr<QApplication> m_application;
};

} // namespace lab
